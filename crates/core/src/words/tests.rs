use super::*;

#[test]
fn lengths_read_as_people_say_them() {
    for (seconds, words) in [
        (0, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (5100, "1 h 25 min"),
        (7200, "2 h"),
        (86_400, "1 d"),
        (187_200, "2 d 4 h"),
        (-90, "-1 min"),
        (i64::MIN, "-106751991167300 d 15 h"),
    ] {
        assert_eq!(length(seconds), words);
    }
}

#[test]
fn words_in_a_row_end_with_and() {
    assert_eq!(and(&[]), "");
    assert_eq!(and(&["IaaS"]), "IaaS");
    assert_eq!(and(&["IaaS", "PaaS"]), "IaaS and PaaS");
    assert_eq!(and(&["IaaS", "PaaS", "SaaS"]), "IaaS, PaaS and SaaS");
}

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
fn bytes_read_as_people_say_them() {
    for (count, words) in [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (1_550, "1.5 kB"),
        (999_999, "999.9 kB"),
        (5_368_709_120, "5.3 GB"),
        (u64::MAX, "18.4 EB"),
    ] {
        assert_eq!(bytes(count), words);
    }
}

#[test]
fn words_in_a_row_end_with_and() {
    assert_eq!(and(&[]), "");
    assert_eq!(and(&["IaaS"]), "IaaS");
    assert_eq!(and(&["IaaS", "PaaS"]), "IaaS and PaaS");
    assert_eq!(and(&["IaaS", "PaaS", "SaaS"]), "IaaS, PaaS and SaaS");
}

#[test]
fn a_length_is_read_as_people_write_it() {
    let cases = [("4h", 14_400), ("90m", 5400), ("1 h 30 min", 5400), ("2 days", 172_800), ("1h30m", 5400)];
    for (text, wanted) in cases {
        assert_eq!(seconds(text), Some(wanted), "{text}");
    }
    for text in ["", "4", "h", "0h", "4 weeks", "4h later", "-4h", "99999999999999999999h"] {
        assert_eq!(seconds(text), None, "{text}");
    }
}

#[test]
fn the_shortest_time_asked_for_counts() {
    assert_eq!(within("Answer within 24 hours; a name within 4 hours."), Some(14_400));
    assert_eq!(within("Answer within 5 working days."), None, "working days are no length of time");
    assert_eq!(within("4 hours"), None);
}

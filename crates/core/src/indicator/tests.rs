use std::fmt::Write;
use std::time::Instant;

use proptest::prelude::*;

use super::*;

/// What is found in a text, one line each: the kind, the value, and the doubt in brackets.
fn told(text: &str) -> Vec<String> {
    let one = |found: &Found| {
        let doubt = found.doubt.map_or_else(String::new, |doubt| format!(" [{doubt}]"));
        format!("{} {}{doubt}", found.kind, found.value)
    };
    find(text).iter().map(one).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(told(text), expected, "in: {text}");
}

#[test]
fn every_kind_is_found() {
    check("from 185.220.101.4:4444 to 45.9.148.0/24", &["ipv4 185.220.101.4", "ipv4 45.9.148.0/24"]);
    check(
        "peer 2A0B:F4C2:0::0017 and [2a03:2880:f12f::1]:443",
        &["ipv6 2a0b:f4c2::17", "ipv6 2a03:2880:f12f::1"],
    );
    check("beacon to Update.Evil-CDN.net.", &["domain update.evil-cdn.net"]);
    check(
        "(see https://Evil-cdn.net/a/B?x=1).",
        &["url https://evil-cdn.net/a/B?x=1", "domain evil-cdn.net"],
    );
    check("mail from Billing@Evil-CDN.net;", &["email billing@evil-cdn.net"]);
    check("MD5=9E107D9D372BB6826BD81D3542A419D6", &["md5 9e107d9d372bb6826bd81d3542a419d6"]);
    check(
        "sha1:2fd4e1c67a2d28fced849ee1bb76e7391b93eb12",
        &["sha1 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12"],
    );
    let sha256 = "d7a8fbb307d7809469ca9abcb0082e4f8d5651e46d3cdb762d02d0bf37c9e592";
    check(&format!("sha256:{sha256}"), &[&format!("sha256 {sha256}")]);
    check(&format!("{sha256}{sha256}"), &[&format!("sha512 {sha256}{sha256}")]);
    check("key AKIAIOSFODNN7EXAMPLE of CORP\\jo", &["account AKIAIOSFODNN7EXAMPLE", "account CORP\\jo"]);
    check(
        "S-1-5-21-3623811015-3361044348-30300820-1013",
        &["account S-1-5-21-3623811015-3361044348-30300820-1013"],
    );
    check("as arn:aws:iam::210987654321:role/build.", &["resource arn:aws:iam::210987654321:role/build"]);
    check("host i-0abcd1234ef567890, sg-0123abcd", &["resource i-0abcd1234ef567890", "resource sg-0123abcd"]);
    check(
        "/Subscriptions/1b2c/resourceGroups/RG/providers/Microsoft.Compute/virtualMachines/vm1",
        &["resource /subscriptions/1b2c/resourcegroups/rg/providers/microsoft.compute/virtualmachines/vm1"],
    );
    check("sa deploy@p-1.iam.gserviceaccount.com", &["account deploy@p-1.iam.gserviceaccount.com"]);
    check("User-Agent: python-requests/2.31.0", &["user-agent python-requests/2.31.0"]);
    check("dropped /tmp/.x/kinsing and ~/.ssh/id_rsa", &["path /tmp/.x/kinsing", "path ~/.ssh/id_rsa"]);
    check(
        r"ran C:\Program Files (x86)\Some App\a b.exe from \\srv-1\share\x.dll then",
        &[r"path C:\Program Files (x86)\Some App\a", r"path \\srv-1\share\x.dll", "process b.exe"],
    );
    check(
        r"in %APPDATA%\Roaming\x.vbs: and powershell.exe",
        &[r"path %APPDATA%\Roaming\x.vbs", "process powershell.exe"],
    );
}

#[test]
fn logs_of_providers_and_servers_are_read() {
    check(
        r#"{"sourceIPAddress": "185.220.101.4","userAgent":"aws-cli/2.15.0 Python/3.11","userIdentity":{"arn":"arn:aws:iam::210987654321:user/ci","accessKeyId":"AKIAIOSFODNN7EXAMPLE","userName":"ci"},"eventSource":"iam.amazonaws.com"}"#,
        &[
            "user-agent aws-cli/2.15.0 Python/3.11",
            "account AKIAIOSFODNN7EXAMPLE",
            "account ci",
            "ipv4 185.220.101.4",
            "resource arn:aws:iam::210987654321:user/ci",
            "domain iam.amazonaws.com [well-known]",
        ],
    );
    let access = r#"185.220.101.4 - - [21/Nov/2026:02:10:07 +0100] "GET /admin/x HTTP/1.1" 200 12 "http://185.220.101.9/x" "Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0.0.0""#;
    check(
        access,
        &[
            "user-agent Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0.0.0",
            "url http://185.220.101.9/x",
            "ipv4 185.220.101.9",
            "ipv4 185.220.101.4",
        ],
    );
    let seen = find(access).iter().map(|found| found.first_seen.map(crate::when::iso)).collect::<Vec<_>>();
    assert!(seen.iter().all(|at| at.as_deref() == Some("2026-11-21T01:10:07Z")), "{seen:?}");
    check(
        "Nov 21 02:10:07 web sshd[1234]: Failed password for invalid user oracle from 185.220.101.4 port 52144 ssh2",
        &["ipv4 185.220.101.4"],
    );
    check(
        r#"type=EXECVE comm="kinsing" exe="/tmp/kinsing" user=deploy uid=0"#,
        &["process kinsing", "process /tmp/kinsing", "account deploy"],
    );
    check(
        r#""Image": "C:\\Temp\\a.exe", "CommandLine": "a.exe -enc SQBFAFgA""#,
        &[r"process C:\Temp\a.exe", "process a.exe -enc SQBFAFgA"],
    );
    check(
        r#"{"CommandLine":"\"C:\\Program Files\\a.exe\" -k \"x y\"","User":"CORP\\jo","note":"\"185.220.101.4\"","n":1}"#,
        &[r#"process "C:\Program Files\a.exe" -k "x y""#, r"account CORP\jo", "ipv4 185.220.101.4"],
    );
    check(
        r#"{\"userName\": \"ci\", \"sourceIPAddress\": \"185.220.101.4\"}"#,
        &["account ci", "ipv4 185.220.101.4"],
    );
}

#[test]
fn what_was_defanged_is_read_as_it_was() {
    for text in [
        "hxxps://evil-cdn[.]net/a",
        "hXXps[:]//evil-cdn(.)net/a",
        "https[://]evil-cdn[dot]net/a",
        "h**ps://evil-cdn{.}net/a",
        "https://evil-cdn [.] net/a",
        "https://evil-cdn[.net/a",
    ] {
        check(text, &["url https://evil-cdn.net/a", "domain evil-cdn.net"]);
    }
    check(
        "jo [at] evil-cdn [dot] net, bo(at)evil-cdn(dot)net",
        &["email jo@evil-cdn.net", "email bo@evil-cdn.net"],
    );
    check("185[.]220[.]101[.]4 2a0b[:]f4c2[:][:]17", &["ipv4 185.220.101.4", "ipv6 2a0b:f4c2::17"]);
    assert_eq!(refang("a list [5] (see above), [.] done"), "a list [5] (see above), [.] done");
    assert!(matches!(refang("nothing here"), std::borrow::Cow::Borrowed(_)));
}

#[test]
fn what_is_probably_none_is_found_with_a_doubt() {
    check(
        "10.0.0.5 172.16.3.4 192.168.1.1 127.0.0.1 100.64.0.1 169.254.1.1",
        &[
            "ipv4 10.0.0.5 [private]",
            "ipv4 172.16.3.4 [private]",
            "ipv4 192.168.1.1 [private]",
            "ipv4 127.0.0.1 [private]",
            "ipv4 100.64.0.1 [private]",
            "ipv4 169.254.1.1 [private]",
        ],
    );
    check(
        "203.0.113.7 0.0.0.0 255.255.255.255 198.18.0.1 240.0.0.1 224.0.0.1",
        &[
            "ipv4 203.0.113.7 [reserved]",
            "ipv4 0.0.0.0 [reserved]",
            "ipv4 255.255.255.255 [reserved]",
            "ipv4 198.18.0.1 [reserved]",
            "ipv4 240.0.0.1 [reserved]",
            "ipv4 224.0.0.1 [reserved]",
        ],
    );
    check("169.254.169.254 8.8.8.8", &["ipv4 169.254.169.254 [metadata]", "ipv4 8.8.8.8 [well-known]"]);
    check(
        "::1 fe80::1%eth0 fd00::1 2001:db8::1 ff02::1 ::ffff:10.0.0.1",
        &[
            "ipv6 ::1 [private]",
            "ipv6 fe80::1 [private]",
            "ipv6 fd00::1 [private]",
            "ipv6 2001:db8::1 [reserved]",
            "ipv6 ff02::1 [reserved]",
            "ipv4 10.0.0.1 [private]",
        ],
    );
    check(
        "login.microsoftonline.com evil.example db.corp.local ip-10-0-0-1.ec2.internal evil.github.io github.com",
        &[
            "domain login.microsoftonline.com [well-known]",
            "domain evil.example [reserved]",
            "domain db.corp.local [internal]",
            "domain ip-10-0-0-1.ec2.internal [internal]",
            "domain evil.github.io",
            "domain github.com [well-known]",
        ],
    );
    check(
        "https://github.com/evil/x",
        &["url https://github.com/evil/x [well-known]", "domain github.com [well-known]"],
    );
    check("setup.py and install.sh", &["domain setup.py [file-name]", "domain install.sh [file-name]"]);
    check("install[.]sh", &["domain install.sh"]);
    check("version 4.5.6.7", &["ipv4 4.5.6.7 [version]"]);
    check("user=root", &["account root [common]"]);
    check("d41d8cd98f00b204e9800998ecf8427e", &["md5 d41d8cd98f00b204e9800998ecf8427e [nothing]"]);
}

#[test]
fn what_is_none_is_not_found() {
    for text in [
        "",
        "02:10:07 10:11:12.345 2026-11-21T02:10:07Z",
        "std::net::IpAddr and a::b",
        "1.2.3 1.2.3.4.5 999.1.1.1 1.2.3.04",
        "node.js e.g. i.e. and/or N/A",
        "a1b2c3d4-1111-2222-3333-444455556666",
        "GET /admin/login HTTP/1.1",
        r"HKLM\Software and a\b",
        "arn:aws:s3 //x/y sg-group",
    ] {
        check(text, &[]);
    }
}

#[test]
fn ports_are_kept_beside_what_they_stand_after() {
    let ports = |text: &str| {
        let told = |found: Found| format!("{} {:?}", found.value, found.ports);
        find(text).into_iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(ports("203.0.113.5:4444"), ["203.0.113.5 [4444]"]);
    assert_eq!(
        ports("from [2001:db8::1]:443 and [2001:db8::2], 2001:db8::3"),
        ["2001:db8::1 [443]", "2001:db8::2 []", "2001:db8::3 []"]
    );
    assert_eq!(
        ports("203[.]0[.]113[.]5:4444: refused; c2[.]evil-cdn[.]net:8443/gate"),
        ["203.0.113.5 [4444]", "c2.evil-cdn.net [8443]"]
    );
    assert_eq!(
        ports("203.0.113.5:443\n203.0.113.5:80 203.0.113.5 203.0.113.5:443"),
        ["203.0.113.5 [80, 443]"],
        "each once, in order"
    );
    assert_eq!(ports("http://203.0.113.5:8080/a"), ["http://203.0.113.5:8080/a []", "203.0.113.5 [8080]"]);
    assert_eq!(ports("203.0.113.5:0 203.0.113.6:99999"), ["203.0.113.5 []", "203.0.113.6 []"], "no ports");
    for (kind, text, port) in [
        (IndicatorKind::Ipv4, "203.0.113.5:4444", Some(4444)),
        (IndicatorKind::Ipv6, "[2001:db8::1]:443", Some(443)),
        (IndicatorKind::Ipv6, "2001:db8::443", None),
        (IndicatorKind::Domain, "evil[.]com:80", Some(80)),
        (IndicatorKind::Account, "jo:80", None),
    ] {
        assert_eq!(port_of(kind, text), port, "{text}");
    }
}

#[test]
fn each_is_listed_once_with_its_first_line_and_times() {
    let text = "2026-11-21T02:10:07Z 185.220.101.4\nx\n2026-11-21T01:00:00.5+01:00 185[.]220[.]101[.]4 185.220.101.4";
    let found = find(text);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].times, found[0].line), (3, 1));
    assert_eq!(found[0].first_seen.map(crate::when::iso).as_deref(), Some("2026-11-21T00:00:00.500Z"));
    assert_eq!(found[0].last_seen.map(crate::when::iso).as_deref(), Some("2026-11-21T02:10:07Z"));
}

/// A log of so many lines in which nearly every word is an indicator.
fn dense_log(lines: u32) -> String {
    let mut log = String::new();
    for n in 0..lines {
        let (a, b) = (n % 200, n / 200);
        writeln!(
            log,
            r#"2026-11-21T02:10:07Z web-{a} nginx: 45.9.{a}.{b} - "GET /a/{n}?q=hxxp://c{n}[.]evil-cdn.net/x HTTP/1.1" 200 "-" "Mozilla/5.0 (X11; Linux x86_64) v{a}" user=jo{a} /tmp/a{b}.sh sha256:{n:064x}"#
        )
        .unwrap();
    }
    log
}

#[test]
fn what_is_longer_than_any_indicator_is_none_and_its_host_is_one() {
    let long = "a".repeat(5_000);
    check(
        &format!("https://evil-cdn.net:8443/{long} 185.220.101.4"),
        &["domain evil-cdn.net", "ipv4 185.220.101.4"],
    );
    check(&format!("/tmp/{long} jo@evil-cdn.net"), &["email jo@evil-cdn.net"]);
}

#[test]
fn ten_thousand_lines_are_read() {
    let found = find(&dense_log(10_000));
    let of = |kind| found.iter().filter(|found| found.kind == kind).count();
    assert_eq!((of(IndicatorKind::Sha256), of(IndicatorKind::Ipv4)), (10_000, 10_000));
    assert_eq!(found.iter().map(|found| found.line).max(), Some(10_000));
}

#[test]
fn the_time_grows_with_the_text_and_not_faster() {
    // The best of several: other work on the machine only ever adds.
    let best = |text: &str| {
        let measure = |_| {
            let start = Instant::now();
            std::hint::black_box(find(std::hint::black_box(text)));
            start.elapsed()
        };
        (0..3).map(measure).min().unwrap()
    };
    // A log in one line, and paths without anything that ends the line, are no reason to look at all of it again.
    let in_lines = dense_log;
    let in_one_line = |lines: u32| dense_log(lines).replace('\n', " ");
    let paths = |lines: u32| r"C:\Temp\a.exe \\srv-1\share ".repeat(usize::try_from(lines).unwrap() * 10);
    let urls = |lines: u32| "http://".repeat(usize::try_from(lines).unwrap() * 2);
    for text in [&in_lines as &dyn Fn(u32) -> String, &in_one_line, &paths, &urls] {
        let (short, long) = (best(&text(100)), best(&text(800)));
        assert!(long < short * 32, "{short:?}, then {long:?} for eight times the text");
    }
}

#[test]
fn normal_forms_are_those_of_the_standards() {
    use IndicatorKind::*;
    let same =
        |kind, text: &str, expected: &str| assert_eq!(normal(kind, text).as_deref(), Ok(expected), "{text}");
    // RFC 5952, section 4.
    same(Ipv6, "2001:0DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1");
    same(Ipv6, "2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1");
    same(Ipv6, "[2001:db8:0:0:0:0:2:1%eth0]", "2001:db8::2:1");
    same(Ipv6, "2001:db8::ff/32", "2001:db8::/32");
    same(Ipv4, "198.51.100.77/24", "198.51.100.0/24");
    same(Ipv4, "198.51.100.77/32", "198.51.100.77");
    same(Ipv4, "198.51.100.77/0", "0.0.0.0/0");
    same(Ipv4, "::FFFF:198.51.100.77", "198.51.100.77");
    same(Ipv4, "198[.]51[.]100[.]77:443", "198.51.100.77");
    same(Ipv6, "[2001:db8::7]:443", "2001:db8::7");
    same(Ipv6, "2001:db8::7:443", "2001:db8::7:443");
    same(Domain, "evil-cdn.net:8080", "evil-cdn.net");
    same(Domain, "раypal.com", "xn--ypal-43d9g.com");
    same(Domain, "BÜCHER.example.", "xn--bcher-kva.example");
    same(Domain, "*.Evil-CDN.net", "evil-cdn.net");
    same(Url, "HTTP://Bücher.example:80/a b", "http://xn--bcher-kva.example/a%20b");
    same(Email, "mailto:Jo@Bücher.example", "jo@xn--bcher-kva.example");
    same(Sha1, " 2FD4E1C67A2D28FCED849EE1BB76E7391B93EB12\n", "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12");
    same(UserAgent, "curl/8.0\n x", "curl/8.0 x");
    for (kind, text) in [
        (Ipv4, "198.51.100.256"),
        (Ipv4, "198.51.100.7/33"),
        (Ipv4, "010.0.0.1"),
        (Ipv6, "2001:db8::1::2"),
        (Domain, "localhost"),
        (Domain, "a..b"),
        (Domain, "1.2.3.4"),
        (Url, "evil.net/a"),
        (Email, "jo@localhost"),
        (Md5, "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12"),
        (Resource, "arn:aws:s3"),
        (Account, " \n"),
        (Path, ""),
    ] {
        assert!(normal(kind, text).is_err(), "{kind} {text}");
    }
}

#[test]
fn the_kind_of_what_is_typed_is_told() {
    use IndicatorKind::*;
    for (text, kind) in [
        ("hxxp://evil-cdn[.]net", Some(Url)),
        ("185[.]220[.]101[.]4", Some(Ipv4)),
        ("jo [at] evil-cdn [dot] net", Some(Email)),
        ("::ffff:185.220.101.4", Some(Ipv4)),
        ("185.220.101.4:4444", Some(Ipv4)),
        ("[2a0b:f4c2::17]:443", Some(Ipv6)),
        ("evil-cdn[.]net:8080", Some(Domain)),
        ("::", None),
        ("/opt/thing", Some(Path)),
        ("C:\\Temp\\a b.exe", None),
        ("evil.exe", Some(Process)),
        ("jo", None),
    ] {
        assert_eq!(kind_of(text), kind, "{text}");
        if let Some(kind) = kind {
            assert!(normal(kind, text).is_ok(), "what tells a kind is of it: {text}");
        }
    }
}

proptest! {
    #[test]
    fn what_is_defanged_is_refanged(
        a in 1..=223_u8, b in any::<u8>(), six in any::<u128>(), name in "[a-z][a-z0-9]{0,8}", path in "[a-z0-9/?=]{0,9}"
    ) {
        let values = [
            (IndicatorKind::Ipv4, format!("{a}.{b}.7.9")),
            (IndicatorKind::Ipv6, std::net::Ipv6Addr::from_bits(six).to_string()),
            (IndicatorKind::Domain, format!("{name}.evil-cdn.net")),
            (IndicatorKind::Url, format!("https://{name}.evil-cdn.net/{path}")),
            (IndicatorKind::Email, format!("{name}@evil-cdn.net")),
        ];
        for (kind, value) in values {
            let written = defang(kind, &value);
            prop_assert_ne!(&written, &value);
            prop_assert_eq!(refang(&written).into_owned(), value.clone());
            prop_assert_eq!(normal(kind, &written), normal(kind, &value));
        }
    }

    #[test]
    fn a_normal_form_is_its_own(text in "\\PC{0,60}") {
        for kind in IndicatorKind::ALL {
            if let Ok(value) = normal(*kind, &text) {
                prop_assert_eq!(normal(*kind, &value), Ok(value.clone()), "{}", kind);
            }
        }
    }

    #[test]
    fn any_text_is_read(text in "(\\PC|[\\[\\](){}.:/@\"\\\\ \n]){0,120}") {
        for found in find(&text) {
            prop_assert_eq!(normal(found.kind, &found.value), Ok(found.value.clone()), "{}", found.kind);
        }
    }
}

use super::{Release, System};

#[track_caller]
fn check(os_release: &str, expected: &System) {
    assert_eq!(&System::from_os_release(os_release), expected);
}

fn debian(id: &str, version: Option<(u32, u32)>) -> System {
    System::Debian(Release { id: id.to_owned(), version })
}

#[test]
fn the_debian_family_is_known_with_its_release() {
    check(
        "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID=\"12\"\nID=debian\n",
        &debian("debian", Some((12, 0))),
    );
    check(
        "NAME=\"Ubuntu\"\nVERSION_ID=\"24.04\"\nID=ubuntu\nID_LIKE=debian\n",
        &debian("ubuntu", Some((24, 4))),
    );
    check(
        "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\nVERSION_ID=\"22\"\n",
        &debian("linuxmint", Some((22, 0))),
    );
    check("ID=debian\nVERSION_CODENAME=sid\n", &debian("debian", None));
}

#[test]
fn other_families_are_known_by_what_they_are_like() {
    check("ID=fedora\nVERSION_ID=43\n", &System::Fedora);
    check("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", &System::Fedora);
    check("ID=endeavouros\nID_LIKE=arch\n", &System::Arch);
    check("ID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"\n", &System::Suse);
}

#[test]
fn a_strange_system_keeps_its_name() {
    check("ID=plan9\nPRETTY_NAME='Plan 9'\n", &System::Other("Plan 9".to_owned()));
    check("", &System::Other("this system".to_owned()));
}

#[test]
fn a_field_is_matched_by_its_whole_name() {
    check("VERSION_ID=\"12\"\nID_LIKE=arch\nBUILD_ID=debian\n", &System::Arch);
}

use super::*;
use crate::shell::{Command, Word};

fn told(commands: &[Command]) -> Vec<String> {
    commands.iter().map(Command::told).collect()
}

#[test]
fn every_program_of_a_script_is_found_with_its_arguments() {
    let script = "p='it'\\''s'\nname=web-1\nfor r in $(aws ec2 describe-regions --output text); do\n  aws ec2 stop-instances --region \"$r\" \\\n    --tag Name=a,Values=\"$name\" | jq -r '.a b' > \"x-$r.json\"\ndone\n";
    let commands = shell::commands(script).unwrap();
    assert_eq!(
        told(&commands),
        [
            "aws ec2 describe-regions --output text",
            "aws ec2 stop-instances --region 1 --tag Name=a,Values=web-1",
            "jq -r .a b",
        ]
    );
    assert_eq!(commands[1].line, 3);
    assert!(commands[1].words[4].open && !commands[1].words[6].open);
    assert_eq!(shell::commands("for x in").unwrap_err(), "line 1 of this fence is no shell script");
}

#[test]
fn a_loop_is_read_once_for_each_value_that_is_known() {
    let script = "for p in tokens asps; do\n  curl -sS \"https://example.com/$p\"\n  date -u\ndone\n";
    assert_eq!(
        told(&shell::commands(script).unwrap()),
        ["curl -sS https://example.com/tokens", "date -u", "curl -sS https://example.com/asps"]
    );
}

#[test]
fn a_program_that_another_one_starts_is_found() {
    let script =
        "ip=192.0.2.7\nsudo bash -c 'cd /mnt; ss -tan > a.txt'\ntimeout 5 sudo ./avml --compress \"$ip\"\n";
    let commands = shell::commands(script).unwrap();
    assert_eq!(told(&commands), ["cd /mnt", "ss -tan", "./avml --compress 192.0.2.7"]);
    assert_eq!(commands[1].line, 1);
    assert_eq!(commands[2].program(), "avml");
    assert_eq!(
        shell::commands("sh -c 'for x in'").unwrap_err(),
        "line 1 of this fence is no shell script, in what line 1 hands to a shell"
    );
}

#[test]
fn every_cmdlet_of_a_script_is_found_with_its_parameters() {
    let script = "$u = Get-MgUser -UserId 'a b' -Property Id,Name\nGet-A | ForEach-Object { Remove-B -Id $_.Id -Confirm:$false }\n";
    let names: Vec<String> =
        powershell::commands(script).unwrap().iter().map(|command| command.name().to_owned()).collect();
    assert_eq!(names, ["Get-MgUser", "Get-A", "ForEach-Object", "Remove-B"]);
}

const TABLE: &str = "# tool\tcommand\toptions\tsource\n\
    gcloud\tiam service-accounts keys disable\t--iam-account\thttps://example.com/a\n\
    gcloud\t*\t--project --format\thttps://example.com/b\n\
    powershell\tRevoke-MgUserSignInSession\tUserId\thttps://example.com/c\n\
    git\t*\t-C\thttps://example.com/c\n\
    git\tlog\t--all\thttps://example.com/c\n\
    curl\t\t-sS -sSG -X -H -d --data --data-urlencode --head\thttps://example.com/c\n\
    dd\t\t\thttps://example.com/c\n\
    wevtutil\tepl\t\thttps://example.com/c\n\
    powershell\tInvoke-MgGraphRequest\tMethod Uri\thttps://example.com/c\n\
    http\tPOST https://graph.microsoft.com/v1.0/users/*/revokeSignInSessions\t\thttps://example.com/d\n\
    http\tGET https://*/api/v1/users/*\t\thttps://example.com/e\n";

fn verdict(script: &str) -> Verdict {
    let table = Table::read(TABLE).unwrap();
    let commands = shell::commands(script).unwrap();
    table.check(commands.first().unwrap())
}

fn cmdlet(script: &str) -> Verdict {
    let table = Table::read(TABLE).unwrap();
    table.check(powershell::commands(script).unwrap().first().unwrap())
}

fn passed() -> Verdict {
    Verdict::Passed("the table".to_owned())
}

fn unchecked(why: &str) -> Verdict {
    Verdict::Unchecked(why.to_owned())
}

#[test]
fn the_table_knows_a_command_with_exactly_its_options() {
    assert_eq!(
        verdict("gcloud iam service-accounts keys disable 47 --iam-account=a@b --project p"),
        passed()
    );
    assert_eq!(
        verdict("gcloud iam service-accounts keys disable 47 --force"),
        unchecked("gcloud iam service-accounts keys disable 47 stands in the table without --force")
    );
    assert_eq!(verdict("gcloud auth revoke a@b"), unchecked("gcloud auth revoke a@b is not in the table"));
    assert_eq!(
        verdict("gcloud iam service-accounts keys disabled 47"),
        unchecked("gcloud iam service-accounts keys disabled 47 is not in the table")
    );
    assert_eq!(cmdlet("Revoke-MgUserSignInSession -UserId $u"), passed());
    assert_eq!(
        cmdlet("Revoke-MgUserSignInSession -UserId $u -All"),
        unchecked("powershell Revoke-MgUserSignInSession stands in the table without -All")
    );
}

#[test]
fn the_words_before_the_options_say_what_is_done() {
    assert_eq!(verdict("git -C evidence.git log --all -- a -b"), passed());
    assert_eq!(verdict("git -C evidence.git push"), unchecked("git push is not in the table"));
    assert_eq!(verdict("dd if=/dev/sdb of=/mnt/disk.img"), passed());
    assert_eq!(cmdlet("wevtutil epl Security security.evtx"), passed());
    assert_eq!(cmdlet("wevtutil cl Security"), unchecked("wevtutil cl Security is not in the table"));
}

#[test]
fn an_address_is_known_by_its_method_and_path() {
    assert_eq!(
        verdict("curl -sS https://acme.okta.com/api/v1/users/47?limit=1 -H 'Authorization: SSWS x'"),
        passed()
    );
    assert_eq!(
        verdict("curl -sSG https://acme.okta.com/api/v1/users/47 --data-urlencode 'since=2026-01-01'"),
        passed()
    );
    assert_eq!(
        verdict("curl -sS https://acme.okta.com/api/v1/users/47 --data @body.json"),
        unchecked("POST https://acme.okta.com/api/v1/users/47 is not in the table")
    );
    assert_eq!(
        verdict("curl -X DELETE https://acme.okta.com/api/v1/users/47"),
        unchecked("DELETE https://acme.okta.com/api/v1/users/47 is not in the table")
    );
    assert_eq!(
        verdict("curl https://acme.okta.com/api/v1/users/47/factors"),
        unchecked("GET https://acme.okta.com/api/v1/users/47/factors is not in the table")
    );
    assert_eq!(
        verdict("curl https://acme.okta.com/api/v1/users/47 --insecurely"),
        unchecked("curl stands in the table without --insecurely")
    );
    assert_eq!(
        verdict("curl -sS --head https://acme.okta.com/api/v1/users/47"),
        unchecked("HEAD https://acme.okta.com/api/v1/users/47 is not in the table")
    );
    assert_eq!(
        verdict("curl -sS https://shop.example.com/health"),
        Verdict::Passed("an address of the reader's own".to_owned())
    );
    let graph = |method: &str| {
        cmdlet(&format!(
            "Invoke-MgGraphRequest -Method {method} -Uri \"https://graph.microsoft.com/v1.0/users/$u/revokeSignInSessions\""
        ))
    };
    assert_eq!(graph("POST"), passed());
    assert_eq!(
        graph("GET"),
        unchecked("GET https://graph.microsoft.com/v1.0/users/$u/revokeSignInSessions is not in the table")
    );
}

#[test]
fn a_row_without_a_source_is_refused() {
    assert!(Table::read("kubectl\tget pods\t-n\t\n").is_err());
    assert!(Table::read("kubectl\tget pods\n").is_err());
}

fn fence(unverified: bool) -> Fence {
    Fence { file: "a.md".to_owned(), line: 7, language: "bash".to_owned(), text: "x".to_owned(), unverified }
}

#[test]
fn what_cannot_be_checked_has_to_be_marked_and_nothing_else() {
    let line = || Line::of(&fence(false), "bash");
    let report = |unverified: bool, verdict: Verdict| {
        let mut report = Report::default();
        report.add(&fence(unverified), line(), verdict);
        (report.failures(), report.told(false))
    };
    assert_eq!(report(false, passed()).0, 0);
    assert_eq!(report(false, unchecked("not known")).0, 1);
    let (failures, told) = report(true, unchecked("not known"));
    assert_eq!(failures, 0);
    assert!(
        told.contains("Unverified, and marked so in the playbook:\n  a.md:7: x\n      not known"),
        "{told}"
    );
    assert_eq!(report(true, passed()).0, 1, "a mark that is not needed");
    assert_eq!(report(true, Verdict::Failed("no such option".to_owned())).0, 2);
}

#[test]
fn words_that_are_known_only_later_are_open() {
    let command = shell::commands("aws iam get-user --user-name \"$who\"").unwrap().remove(0);
    assert_eq!(command.words[4], Word { text: "1".to_owned(), open: true });
}

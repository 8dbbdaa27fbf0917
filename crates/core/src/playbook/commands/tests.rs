use super::*;
use crate::playbook::Effect;

mod shells;

fn fill_in(language: &str, text: &str, value: &str) -> Result<Filled, Refusal> {
    let command = Command {
        language: language.to_owned(),
        effect: Some(Effect::Read),
        text: text.to_owned(),
        unverified: false,
        span: 0..0,
    };
    let values = BTreeMap::from([("x".to_owned(), value.to_owned())]);
    let declared = ["x", "y"].map(|name| (name.to_owned(), Variable::default()));
    command_text(&command, &values, &BTreeMap::from(declared))
}

#[track_caller]
fn check(language: &str, text: &str, value: &str, expected: &str) {
    let filled = fill_in(language, text, value);
    assert_eq!(
        filled.as_ref().map(|filled| filled.text.as_str()),
        Ok(expected),
        "{language}: {text} with {value:?}"
    );
}

#[track_caller]
fn check_refused(language: &str, text: &str, value: &str) {
    let refusal = fill_in(language, text, value).expect_err(text);
    assert_eq!(refusal.variable, "x");
}

#[test]
fn shells_get_quoted_values() {
    for language in ["bash", "sh", "console", "ZSH"] {
        check(language, "aws --id {{x}} -v", "AKIA-1/b:c@d", "aws --id AKIA-1/b:c@d -v");
        check(language, "aws --id {{x}}", "a b", "aws --id 'a b'");
        check(language, "aws --id={{x}}", "it's", "aws --id='it'\\''s'");
        check(language, "aws {{x}}", "$(reboot)", "aws '$(reboot)'");
        check(language, "aws {{x}}", "=ls", "aws '=ls'");
        check(language, "aws {{x}}", "~root", "aws '~root'");
    }
}

#[test]
fn quotes_around_a_variable_are_kept() {
    check("bash", "aws '{\"id\": \"{{x}}\"}'", "a b", "aws '{\"id\": \"a b\"}'");
    check("bash", "aws '{{x}}'", "it's; reboot", "aws 'it'\\''s; reboot'");
    check("bash", "echo \"{{x}}\"", "$(reboot) `id` !!", "echo \"\"'$(reboot) `id` '\\!''\\!''\"\"");
    check("bash", "echo \"{{x}}\"", "plain", "echo \"plain\"");
    check("bash", "echo $'{{x}}'", "a\\' b", "echo $'a\\\\\\' b'");
    check("bash", "echo \"$(cat {{x}})\"", "a b", "echo \"$(cat 'a b')\"");
    check("bash", "echo \\' {{x}}", "a b", "echo \\' 'a b'");
    check("bash", "echo \"a \\\" {{x}}\"", "a b", "echo \"a \\\" \"'a b'\"\"");
    check("bash", "# don't worry\necho {{x}}", "a b", "# don't worry\necho 'a b'");
    check("bash", "echo a#b' {{x}}'", "a b", "echo a#b' a b'");
}

#[test]
fn what_no_quotes_can_hold_is_refused() {
    for value in ["a\nb", "a\0b", "a\rb", "a\u{1b}[201~b", "a\tb"] {
        for language in ["bash", "powershell", "cmd"] {
            check_refused(language, "echo {{x}}", value);
        }
    }
    check_refused("bash", "cat <<EOF\n{{x}}\nEOF", "a b");
    check("bash", "cat <<EOF\n{{x}}\nEOF", "ab", "cat <<EOF\nab\nEOF");
    check_refused("bash", "echo `cat {{x}}`", "a b");
    check_refused("bash", "echo ${y:-{{x}}}", "a b");
    check_refused("cmd", "dir {{x}}", "a & b");
    check("cmd", "dir {{x}}", "ab", "dir ab");
    let refusal = fill_in("bash", "echo {{x}}", "a\nb").unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "The value of x holds a line break or another control character, which a shell would act on when it is pasted, so the command was not filled in. Change the value."
    );
}

#[test]
fn powershell_doubles_single_quotes() {
    check("powershell", "Get-User -Id {{x}}", "ada", "Get-User -Id 'ada'");
    check("pwsh", "Get-User -Id {{x}}", "it's", "Get-User -Id 'it''s'");
    check("powershell", "Get-User -Id {{x}}", "it\u{2019}s", "Get-User -Id 'it\u{2019}\u{2019}s'");
    check("powershell", "Get-User -Id '{{x}}'", "it's", "Get-User -Id 'it''s'");
    check("powershell", "Get-User \"id eq {{x}}\"", "$a `b \"c", "Get-User \"id eq `$a ``b `\"c\"");
    check("powershell", "Get-User \"id eq '{{x}}'\"", "$a", "Get-User \"id eq '`$a'\"");
    check("powershell", "Get-User \"$(Get-Id {{x}})\"", "a b", "Get-User \"$(Get-Id 'a b')\"");
    check("powershell", "# don't\nGet-User {{x}}", "a b", "# don't\nGet-User 'a b'");
    check("powershell", "<# don't #> Get-User {{x}}", "a b", "<# don't #> Get-User 'a b'");
    check("powershell", "$b = @'\n{{x}}\n'@\nGet-User {{x}}", "a b", "$b = @'\na b\n'@\nGet-User 'a b'");
    check_refused("powershell", "$b = @'\n{{x}}\n'@", "'@; reboot");
    check("powershell", "$b = @\"\n{{x}}\n\"@", "$a", "$b = @\"\n`$a\n\"@");
    check_refused("powershell", "$b = @\"\n{{x}}\n\"@", "\"@; reboot");
}

#[test]
fn data_and_queries_get_the_value_as_it_is() {
    for language in ["http", "json", "kql", "kusto", "sql", "text"] {
        check(language, "GET /users/{{x}}", "a b\n'c'", "GET /users/a b\n'c'");
    }
}

#[test]
fn languages_that_are_not_known_take_only_plain_words() {
    for language in ["azurecli", "csh", "ps", "fish", "nu", ""] {
        check(language, "show {{x}}", "AKIA-1/b:c@d", "show AKIA-1/b:c@d");
        for value in ["a b", "a;b", "$(reboot)", "a\nb", "%1", "é"] {
            check_refused(language, "show {{x}}", value);
        }
    }
    check_refused("cmd", "echo {{x}}", "%PATH%");
    check_refused("bat", "run.bat {{x}}", "a,b");
}

#[test]
fn where_the_quotes_are_not_sure_only_plain_words_are_taken() {
    for before in [
        "echo $(( ",
        "(( ",
        "echo \"$(case a in a) echo \"",
        "echo ${y:-don't} ",
        "echo `date` ",
        "[[ a == ",
        "ssh host ",
        "/bin/sh -c 'ls ",
        "a[",
        "echo $(a=(",
        "echo \\",
        "cat <\\\n<EOF\n",
    ] {
        check_refused("bash", &format!("{before}{{{{x}}}}"), "$(reboot)");
    }
    check("bash", "sleep $(( {{x}} * 60 ))", "15", "sleep $(( 15 * 60 ))");
    check_refused("bash", "cat <<-'EOF'\n{{x}}\nEOF", "EOF");
    for value in ["010", "PATH", "1+1", "a=5"] {
        check_refused("bash", "sleep $(( {{x}} * 60 ))", value);
    }
    for language in ["sh", "dash", "console"] {
        check_refused(language, "echo $'{{x}}'", "a b");
        check_refused(language, "echo $'it\\'s' {{x}}", "a b");
    }
    check_refused("zsh", "# don't\necho {{x}}", "a b");
    check("zsh", "# do not\necho {{x}}", "a b", "# do not\necho 'a b'");
}

#[test]
fn quotes_are_followed_through_joined_lines_and_process_ids() {
    check("bash", "echo a \\\n# don't\necho {{x}}", "a b", "echo a \\\n# don't\necho 'a b'");
    check("bash", "echo \"$$({{x}})\"", "a b", "echo \"$$(\"'a b'\")\"");
    check("bash", "echo $(date)#'{{x}}'", "a b", "echo $(date)#'a b'");
    check(
        "bash",
        "oci --id {{x}} --tag={{x}}",
        "ocid1.user.oc1..a=b",
        "oci --id 'ocid1.user.oc1..a=b' --tag=ocid1.user.oc1..a=b",
    );
    check("bash", "oci --id {{x}} {a,b}", "ocid1.user.oc1..a,b", "oci --id ocid1.user.oc1..a,b {a,b}");
    check("bash", "{{x}} aws {a,{{x}}}", "A=b,c", "'A=b,c' aws {a,'A=b,c'}");
}

#[test]
fn missing_variables_are_named_once_and_stay_in_the_text() {
    let filled = fill_in("bash", "a {{y}} {{x}} {{y}} {{z}} ${{ x }}", "v w").unwrap();
    assert_eq!(filled.text, "a {{y}} 'v w' {{y}} {{z}} ${{ x }}");
    assert_eq!(filled.missing, ["y"]);
}

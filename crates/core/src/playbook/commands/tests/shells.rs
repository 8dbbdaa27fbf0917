//! Filled-in commands, read by real shells: a value arrives byte for byte or is refused.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command as Process, Stdio};
use std::sync::LazyLock;

use proptest::prelude::*;

use super::{Filled, fill_in};

/// A shell, and the language of the fence whose commands it is to read.
#[derive(Debug, Clone, Copy)]
struct Shell {
    language: &'static str,
    program: &'static str,
    arguments: &'static [&'static str],
    /// What it reads first.
    setup: &'static str,
    /// Whether it knows arrays, `$'…'`, `{a,b}`, `<(…)` and here-strings.
    is_rich: bool,
}

const HISTORY: &str = "set -o history\nset -o histexpand\n: earlier \"it's\" line\n";

const SHELLS: &[Shell] = &[
    Shell { language: "bash", program: "bash", arguments: &["--norc"], setup: "", is_rich: true },
    Shell { language: "console", program: "bash", arguments: &["--norc"], setup: HISTORY, is_rich: true },
    Shell { language: "bash", program: "bash", arguments: &["--norc"], setup: HISTORY, is_rich: true },
    Shell { language: "sh", program: "dash", arguments: &[], setup: "", is_rich: false },
    Shell { language: "shell", program: "dash", arguments: &[], setup: "", is_rich: false },
    Shell { language: "sh", program: "sh", arguments: &[], setup: "", is_rich: false },
    Shell { language: "zsh", program: "zsh", arguments: &["-f"], setup: "", is_rich: true },
    Shell { language: "bash", program: "zsh", arguments: &["-f"], setup: "", is_rich: true },
    Shell { language: "ksh", program: "mksh", arguments: &[], setup: "", is_rich: false },
];

/// The shells of this machine.
static INSTALLED: LazyLock<Vec<Shell>> = LazyLock::new(|| {
    let folders: Vec<PathBuf> =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
    let is_there = |program: &str| cfg!(unix) && folders.iter().any(|folder| folder.join(program).is_file());
    let (there, missing): (Vec<Shell>, Vec<Shell>) =
        SHELLS.iter().copied().partition(|shell| is_there(shell.program));
    for shell in missing {
        // Not by `eprintln`, which is kept back while a test passes.
        let _ = writeln!(
            std::io::stderr(),
            "Not tried: fences of {} in {}, which is not installed.",
            shell.language,
            shell.program
        );
    }
    there
});

/// What the shell prints when it reads a command from its standard input.
fn printed(shell: Shell, command: &str) -> Vec<u8> {
    let mut child = Process::new(shell.program)
        .args(shell.arguments)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("LC_ALL", "C.UTF-8")
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the shell starts");
    let script = format!("{}{command}\n", shell.setup);
    // A shell that gives up early closes its input; what it printed until then is compared.
    let _ = child.stdin.take().expect("piped").write_all(script.as_bytes());
    child.wait_with_output().expect("the shell ends").stdout
}

/// A command with `{{x}}` in it, and what it prints, likewise.
#[derive(Debug, Clone)]
struct Template {
    command: String,
    prints: String,
    is_rich: bool,
}

#[track_caller]
fn check(shell: Shell, template: &Template, value: &str) -> Result<(), TestCaseError> {
    match fill_in(shell.language, &template.command, value) {
        Ok(Filled { text, .. }) => {
            let expected = template.prints.replace("{{x}}", value);
            let read = printed(shell, &text);
            let read = String::from_utf8_lossy(&read);
            prop_assert_eq!(read, expected, "{} reads {}", shell.program, text);
        }
        Err(refusal) => prop_assert_eq!(refusal.variable, "x"),
    }
    Ok(())
}

/// A word with the value in it, and what becomes of the word.
const WORDS: &[(&str, &str)] = &[
    ("{{x}}", "{{x}}"),
    ("a{{x}}b", "a{{x}}b"),
    ("--a={{x}}", "--a={{x}}"),
    ("{{x}}{{x}}", "{{x}}{{x}}"),
    ("a#{{x}}#b", "a#{{x}}#b"),
    ("\\'{{x}}\\\"", "'{{x}}\""),
    ("'{{x}}'", "{{x}}"),
    ("'{\"id\": \"{{x}}\"}'", "{\"id\": \"{{x}}\"}"),
    ("'\n{{x}}\n'b", "\n{{x}}\nb"),
    ("\"{{x}}\"", "{{x}}"),
    ("\"a '{{x}}' \\\" b\"", "a '{{x}}' \" b"),
    ("\"\n{{x}}\n\"b", "\n{{x}}\nb"),
    ("\"{{x}}\"'{{x}}'{{x}}", "{{x}}{{x}}{{x}}"),
    ("'a'\\''{{x}}'", "a'{{x}}"),
    ("a\"b\"{{x}}'c'", "ab{{x}}c"),
];

const RICH_WORDS: &[(&str, &str)] =
    &[("$'a\\'{{x}}'", "a'{{x}}"), ("$'{{x}}\\\\'", "{{x}}\\"), ("'a'$'{{x}}'", "a{{x}}")];

/// Words in which most values must be refused.
const NARROW_WORDS: &[&str] = &[
    "\"`printf '%s' {{x}}`\"",
    "\"`printf '%s' '{{x}}'`\"",
    "\"${unset_name:-{{x}}}\"",
    "\"${unset_name:-\"{{x}}\"}\"",
    "\"$(cat <<EOF\n{{x}}\nEOF\n)\"",
    "\"$(cat <<'EOF'\n{{x}}\nEOF\n)\"",
    "$(( {{x}} ))",
    "$(({{x}}))",
    "\"$((({{x}})))\"",
    "\"$(sh -c 'printf %s {{x}}')\"",
    "\"$(sh -c \"printf %s {{x}}\")\"",
    "\"$(eval \"printf %s {{x}}\")\"",
    "\"$( (printf '%s' \"{{x}}\"); (case a in a) : ;; esac) )\"",
];

const NARROW_RICH_WORDS: &[&str] = &[
    "\"$(printf '%s' {{{x}},})\"",
    "\"$(a=({{x}}); printf '%s' \"${a[*]}\")\"",
    "\"$(cat <<< {{x}} | tr -d '\\n')\"",
    "\"$([[ {{x}} == {{x}} ]] && printf '%s' {{x}})\"",
    "\"$(if (( 10#{{x}} >= 0 )); then printf '%s' {{x}}; fi)\"",
];

/// Commands around a word, each of which prints the word.
const AROUND: &[(&str, &str)] = &[
    ("\"$(printf '%s' ", ")\""),
    ("\"$( (printf '%s' ", ") )\""),
    ("\"$( { printf '%s' ", "; } )\""),
    ("\"$(case a in a) printf '%s' ", " ;; esac)\""),
    ("\"$(case a in (a) printf '%s' ", " ;; esac)\""),
    ("\"$(x=", "; printf '%s' \"$x\")\""),
    ("\"$(f() { printf '%s' \"$1\"; }; f ", ")\""),
    ("\"$(printf '%s' ", " # don't\n)\""),
    ("\"$(# don't\nprintf '%s' ", ")\""),
    ("\"$(if true; then printf '%s' ", "; fi)\""),
    ("\"$(printf '%s' ')' >&2; printf '%s' ", ")\""),
    ("\"$(printf '%s' ", " | cat)\""),
];

const RICH_AROUND: &[(&str, &str)] = &[("\"$(cat <(printf '%s' ", "))\"")];

/// Lines before the command that print nothing, and that a careless reader takes for an open quote or a closed one.
const NOISE: &[&str] = &[
    ": '#' \"#\" $#\n",
    ": a#b\\'\n",
    ": \\' \\\" \\\\\n",
    ": \"a\\\n'\"\n",
    "# plain\n",
    "# don't\n",
    ": \\\n# don't\n",
    ": a\\\n#b\\'\n",
    ": ;# it's\n",
    "( : )# it's\n",
    ": \"${y:-don't or can't}\"\n",
    ": \"${y:-\"'\"}\"\n",
    ": \"${HOME##*/}\" ${#HOME}\n",
    ": `printf \"'\"`\n",
    ": \"`printf \\\"'\\\"`\"\n",
    ": $((1<<2))\n",
    ": $(( 2 * ( 1 + 1 ) ))\n",
    ": \"$(case a in a) : ;; esac)\"\n",
    ": \"$(ca\\\nse a in a) : ;; esac)\"\n",
    "( case a in a) : ;; esac )\n",
    ": <<'E'\nit's\nE\n",
    ": \"$(printf '%s' \"'\" ')')\"\n",
    ": $(printf a)#\\'\n",
    ": $(printf a)#'\n'\n",
    ": $$ \"$$(a'b)\"\n",
    "f() { : ; }\n",
];

const RICH_NOISE: &[&str] = &[
    ": $'it\\'s'\n",
    "[[ a == b ]]\n",
    "(( 1 + 1 ))\n",
    "a=(1 ')' 2)\n",
    ": {a,b}\n",
    ": $[1+1]\n",
    "cat <<< \"'\" > /dev/null\n",
];

const HOSTILE: &[&str] = &[
    "'",
    "\"",
    "\\",
    "`",
    "$",
    "!",
    "^",
    "#",
    "~",
    "*",
    "?",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "<",
    ">",
    "|",
    "&",
    ";",
    " ",
    "  ",
    "=",
    "%",
    ",",
    "..",
    "-",
    "@",
    "+",
    ":",
    "/",
    "a",
    "0",
    "é",
    "\u{2019}",
    "\u{a0}",
    "\u{202e}",
    "😀",
    "$(printf pwned)",
    "`printf pwned`",
    "${HOME}",
    "$((1+1))",
    "a[$(printf pwned)]",
    "'; printf pwned; '",
    "\"; printf pwned; \"",
    "); printf pwned; (",
    "!!",
    "!-1",
    "!:0",
    "^a^b",
    "{a,b}",
    "1..3",
    "EOF",
    "esac",
    ";;",
    "%s",
    "\\n",
    "\\x41",
    "//",
    "&& printf pwned",
    "| printf pwned",
    "=ls",
    "~root",
    "-n",
];

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::collection::vec(prop::sample::select(HOSTILE), 1..6).prop_map(|parts| parts.concat()),
        1 => "[a-zA-Z0-9_@%+=:,./-]{1,12}",
        1 => "[0-9]{1,4}",
        1 => "\\PC{1,12}".prop_filter("no control characters", |value| !value.chars().any(char::is_control)),
    ]
}

/// Chooses one of the first list, or of the second where the shell is rich.
fn one_of<T: Copy + std::fmt::Debug + 'static>(
    all: &'static [T],
    rich: &'static [T],
) -> impl Strategy<Value = (T, bool)> + Clone {
    prop_oneof![
        4 => prop::sample::select(all).prop_map(|one| (one, false)),
        1 => prop::sample::select(rich).prop_map(|one| (one, true)),
    ]
}

fn template() -> impl Strategy<Value = Template> {
    let word = prop_oneof![
        2 => one_of(WORDS, RICH_WORDS),
        1 => one_of(NARROW_WORDS, NARROW_RICH_WORDS).prop_map(|(word, is_rich)| ((word, "{{x}}"), is_rich)),
    ];
    let around = prop::collection::vec(one_of(AROUND, RICH_AROUND), 0..4);
    let noise = prop::collection::vec(one_of(NOISE, RICH_NOISE), 0..3);
    (word, around, noise).prop_map(|(((word, prints), mut is_rich), around, noise)| {
        let mut command = word.to_owned();
        for ((before, after), rich) in around {
            command = format!("{before}{command}{after}");
            is_rich |= rich;
        }
        // Behind lines that cannot be followed a plain word is a plain word, also where the shell calculates.
        let noise: Vec<_> = if word.contains("((") { Vec::new() } else { noise };
        is_rich |= noise.iter().any(|(_, rich)| *rich);
        let noise: String = noise.into_iter().map(|(line, _)| line).collect();
        Template { command: format!("{noise}printf '%s' {command}"), prints: prints.to_owned(), is_rich }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_value_arrives_byte_for_byte_or_is_refused(template in template(), value in value()) {
        for shell in INSTALLED.iter().filter(|shell| shell.is_rich || !template.is_rich) {
            check(*shell, &template, &value)?;
        }
    }
}

#[test]
fn plain_values_arrive_everywhere() {
    let words = WORDS.iter().chain(RICH_WORDS).map(|(word, prints)| (*word, *prints));
    let narrow = NARROW_WORDS.iter().chain(NARROW_RICH_WORDS).map(|word| (*word, "{{x}}"));
    for (word, prints) in words.chain(narrow) {
        let template = Template {
            command: format!("printf '%s' {word}"),
            prints: prints.to_owned(),
            is_rich: !(WORDS.iter().any(|(known, _)| *known == word) || NARROW_WORDS.contains(&word)),
        };
        for shell in INSTALLED.iter().filter(|shell| shell.is_rich || !template.is_rich) {
            assert!(fill_in(shell.language, &template.command, "42").is_ok(), "{word}");
            check(*shell, &template, "42").unwrap();
        }
    }
}

#[test]
fn hostile_values_are_refused_only_where_no_quotes_are_sure() {
    let value = "it's \"$(printf pwned)\" `id` !! \\ é";
    for (word, prints) in WORDS {
        for (before, after) in AROUND.iter().filter(|(before, _)| !before.contains("case")) {
            let command = format!("printf '%s' {before}{word}{after}");
            let template = Template { command, prints: (*prints).to_owned(), is_rich: false };
            for shell in INSTALLED.iter() {
                let knows_comments = matches!(shell.language, "bash" | "sh" | "ksh");
                if knows_comments || !before.contains('#') {
                    assert!(
                        fill_in(shell.language, &template.command, value).is_ok(),
                        "{}",
                        template.command
                    );
                    check(*shell, &template, value).unwrap();
                }
            }
        }
    }
}

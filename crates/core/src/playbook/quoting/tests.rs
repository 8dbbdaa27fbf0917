use proptest::prelude::*;

use super::*;

/// Splits a command line to words as a POSIX shell does; none where it would do more than that.
fn words(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match character {
            ' ' => words.extend(word.take()),
            '\'' => {
                let word = word.get_or_insert_default();
                loop {
                    match characters.next()? {
                        '\'' => break,
                        other => word.push(other),
                    }
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match characters.next()? {
                        '"' => break,
                        '\\' => match characters.next()? {
                            escaped @ ('$' | '`' | '"' | '\\') => word.push(escaped),
                            other => word.extend(['\\', other]),
                        },
                        '$' | '`' | '!' => return None,
                        other => word.push(other),
                    }
                }
            }
            '\\' => word.get_or_insert_default().push(characters.next()?),
            '$' | '`' | '*' | '?' | '[' | '(' | ')' | '<' | '>' | '|' | '&' | ';' | '!' | '{' | '}' | '~'
            | '\n' => return None,
            '#' if word.is_none() => return None,
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    Some(words)
}

fn quoted_after(before: &str, value: &str) -> String {
    let mut posix = Posix::new(Dialect::Bash);
    posix.pass(before);
    posix.quote(value).expect("no control characters")
}

proptest! {
    #[test]
    fn a_posix_shell_reads_the_value_back(value in "\\PC{1,20}") {
        prop_assume!(!value.chars().any(char::is_control));
        let line = format!("cmd {} end", quoted_after("cmd ", &value));
        prop_assert_eq!(words(&line), Some(vec!["cmd".to_owned(), value.clone(), "end".to_owned()]));
        let line = format!("cmd 'a{}b' end", quoted_after("cmd 'a", &value));
        prop_assert_eq!(words(&line), Some(vec!["cmd".to_owned(), format!("a{value}b"), "end".to_owned()]));
        let line = format!("cmd \"a{}b\" end", quoted_after("cmd \"a", &value));
        prop_assert_eq!(words(&line), Some(vec!["cmd".to_owned(), format!("a{value}b"), "end".to_owned()]));
    }

    #[test]
    fn powershell_single_quotes_read_the_value_back(value in "[ -~\u{2018}-\u{201f}]{1,20}") {
        let mut powershell = Powershell::default();
        powershell.pass("Get-User ");
        let quoted = powershell.quote(&value).unwrap();
        let inside = quoted.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap();
        let inside: Vec<char> = inside.chars().collect();
        let mut read = String::new();
        let mut at = 0;
        while at < inside.len() {
            if is_single(inside[at]) {
                prop_assert!(at + 1 < inside.len() && is_single(inside[at + 1]), "a lone quote ends the string: {}", quoted);
                at += 1;
            }
            read.push(inside[at]);
            at += 1;
        }
        prop_assert_eq!(read, value);
    }

    #[test]
    fn no_text_before_makes_quoting_fail_to_answer(before in any::<String>(), value in "\\PC{0,9}") {
        let mut posix = Posix::new(Dialect::Bash);
        posix.pass(&before);
        let _ = posix.quote(&value);
        let mut powershell = Powershell::default();
        powershell.pass(&before);
        let _ = powershell.quote(&value);
    }
}

#[test]
fn the_reference_refuses_what_is_not_quoted() {
    assert_eq!(words("cmd $(reboot)"), None);
    assert_eq!(words("cmd \"`id`\""), None);
    assert_eq!(words("cmd a'b c'\\' d"), Some(vec!["cmd".to_owned(), "ab c'".to_owned(), "d".to_owned()]));
}

//! What the text of a heading, or of the beginning of an item, says: a phase, boilerplate, a container, or nothing.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::words;
use crate::playbook::Reference;
use crate::vocabulary::Phase;

/// How many words a text has of which any may tell the phase.
const SHORT: usize = 6;

/// Among how many words behind a verb that says nothing the one that tells the phase is looked for.
const BEHIND_NEUTRAL: usize = 7;

/// Among how many words at the beginning of a text a verb of the past says what is done.
const BEFORE_PARTICIPLE: usize = 6;

/// Among how many words at the beginning of a text one such as *will* stands before what is done.
const BEFORE_MODAL: usize = 12;

/// What a heading says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Saying {
    /// It names one or several phases and nothing else; the first one counts.
    Names { phases: Vec<Phase>, is_weak: bool },
    /// It is longer, and one of its words tells a phase.
    Tells { phase: Phase, word: String },
    /// It stands over what is no work.
    Boilerplate,
    /// It stands over work of no phase, such as `Checklist`.
    Container,
    /// It says nothing that is known.
    Nothing,
}

/// Reads a heading.
pub(super) fn read(text: &str, reference: &Reference) -> Saying {
    let normal = normal(text);
    // An alias may carry the very number or letter that is stripped otherwise.
    if let Some(phase) = alias(&normal, reference)
        && !words::WEAK.contains(&normal.as_str())
    {
        return Saying::Names { phases: vec![phase], is_weak: false };
    }
    let name = unnumbered(&normal);
    if is_boilerplate(name) {
        return Saying::Boilerplate;
    }
    if words::WEAK.contains(&name) {
        return Saying::Names { phases: vec![Phase::Contain], is_weak: true };
    }
    if is_container(name) || (is_time_box(&normal) && telling(name).is_none()) {
        return Saying::Container;
    }
    if let Some(phases) = named(name, reference) {
        return Saying::Names { phases, is_weak: false };
    }
    match telling(name) {
        Some((word, phase)) => Saying::Tells { phase, word: word.to_owned() },
        None => Saying::Nothing,
    }
}

/// The text in lower case, without emphasis, emoji, and punctuation at its ends.
pub(super) fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => normal.push('-'),
            '\u{2018}' | '\u{2019}' => normal.push('\''),
            '*' | '`' => {}
            _ if character.is_alphanumeric() || character.is_ascii_graphic() => {
                normal.extend(character.to_lowercase());
            }
            _ => normal.push(' '),
        }
    }
    let normal = normal.split_whitespace().collect::<Vec<_>>().join(" ");
    // Who escalates privileges informs nobody.
    let normal = normal.replace("privilege escalation", "privilege-escalation");
    normal.trim_matches([' ', ':', '.', '!', '_', '#', '-', '>', '|', ';', ',', '?']).to_owned()
}

/// The text without the marks of its letters, as it is looked up in the words of other languages.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let fold = |character: char| match character {
        'ą' => 'a',
        'ć' | 'č' => 'c',
        'ę' | 'ě' => 'e',
        'ł' => 'l',
        'ń' => 'n',
        'ś' | 'š' => 's',
        'ź' | 'ż' | 'ž' => 'z',
        'ё' => 'е',
        _ => super::ids::fold(character).unwrap_or(character),
    };
    Cow::Owned(text.chars().map(fold).collect())
}

/// The text without what numbers it: `3.1`, `(c)`, `iv.`, `step 2:`, `phase -`, `rs0003`.
pub(super) fn unnumbered(text: &str) -> &str {
    let mut rest = text;
    while let Some(shorter) = once_unnumbered(rest) {
        rest = shorter;
    }
    if rest.is_empty() { text } else { rest }
}

fn once_unnumbered(text: &str) -> Option<&str> {
    let text = text.trim_start();
    if let Some(inner) = text.strip_prefix('(').or_else(|| text.strip_prefix('[')) {
        let (number, rest) = inner.split_once([')', ']'])?;
        return is_number(number).then(|| separated(rest)).filter(|rest| !rest.is_empty());
    }
    let (first, rest) = text.split_once([' ', ':']).unwrap_or((text, ""));
    let bare = first.trim_end_matches(['.', ')', ':', '-']);
    let has_mark = bare.len() < first.len()
        || text.get(first.len()..).is_some_and(|after| after.starts_with([':', '-']))
        || rest.trim_start().starts_with(['-', ':', '.', ')', '|']);
    let rest = separated(rest);
    if rest.is_empty() {
        return None;
    }
    let is_counter = matches!(
        bare,
        "step" | "phase" | "part" | "stage" | "section" | "chapter" | "level" | "task" | "playbook phase"
    ) || words::COUNTERS.contains(&bare);
    if is_counter {
        let (number, after) = rest.split_once([' ', ':', '.', ')', '-']).unwrap_or((rest, ""));
        if is_number(number) {
            let after = separated(after);
            return (!after.is_empty()).then_some(after);
        }
        return has_mark.then_some(rest);
    }
    let is_digits = bare.starts_with(|first: char| first.is_ascii_digit())
        && bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_code = bare.len() >= 5
        && bare.bytes().take_while(u8::is_ascii_alphabetic).count() >= 2
        && bare.bytes().rev().take_while(u8::is_ascii_digit).count() >= 3
        && bare.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_digits || is_code || (has_mark && is_number(bare))).then_some(rest)
}

fn separated(text: &str) -> &str {
    text.trim_start_matches([' ', ':', '.', ')', '-', '|', '/'])
}

/// Whether a text numbers things: digits, a Roman number, or a single letter.
fn is_number(text: &str) -> bool {
    let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_roman = !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    let is_letter = text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_digits || is_roman || is_letter
}

fn is_boilerplate(name: &str) -> bool {
    let spaced = name.replace([',', '/', '&', '+'], " and ");
    let parts: Vec<&str> = spaced.split(" and ").map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_known = |part: &&str| words::BOILERPLATE.contains(part) || *part == "scope";
    let is_compound = parts.len() > 1 && parts.iter().all(is_known);
    is_compound
        || words::BOILERPLATE.contains(&name)
        || words::MORE_BOILERPLATE.contains(&folded(name).as_ref())
        || words::BOILERPLATE_STARTS.iter().any(|start| name.starts_with(start))
}

fn is_container(name: &str) -> bool {
    words::CONTAINERS.contains(&name)
        || words::MORE_CONTAINERS.contains(&folded(name).as_ref())
        || words::CONTAINER_STARTS.iter().any(|start| name.starts_with(start))
}

/// Whether a heading says when the work below it is done: `First 30 minutes`, `Hour 1-4: take stock`.
pub(super) fn is_time_box(text: &str) -> bool {
    let normal = normal(text);
    [normal.as_str(), unnumbered(&normal)].iter().any(|name| is_time(&folded(name)))
}

fn is_time(name: &str) -> bool {
    let (time, _) = name.split_once([':', '(']).unwrap_or((name, ""));
    let words = || time.split([' ', '-']).filter(|word| !word.is_empty());
    let is_counting = |word: &str| {
        word.starts_with(|first: char| first.is_ascii_digit()) || words::COUNTS_OF_TIME.contains(&word)
    };
    let is_unit = |word: &str| words::UNITS_OF_TIME.contains(&word);
    let is_between = |word: &str| words::BETWEEN_TIMES.contains(&word);
    words().any(is_unit)
        && words().any(is_counting)
        && words().all(|word| is_counting(word) || is_unit(word) || is_between(word))
}

/// The phase that a text names exactly, in English or another language.
pub(super) fn alias(name: &str, reference: &Reference) -> Option<Phase> {
    let folded = folded(name);
    in_english(name, reference)
        .or_else(|| (folded != name).then(|| in_english(&folded, reference)).flatten())
        .or_else(|| in_a_language(&folded))
}

fn in_english(name: &str, reference: &Reference) -> Option<Phase> {
    let own = Phase::ALL.iter().copied().find(|phase| phase.word() == name);
    let known = own.or_else(|| reference.phase_aliases.get(name).copied());
    known.or_else(|| words::MORE_ALIASES.iter().find(|(alias, _)| *alias == name).map(|(_, phase)| *phase))
}

/// The phase that a text without marks on its letters names in another language than English.
fn in_a_language(name: &str) -> Option<Phase> {
    let known =
        |name: &str| group_of(words::LANGUAGES, name).or_else(|| group_of(words::MORE_LANGUAGES, name));
    // German joins: "Eindämmungsmaßnahmen" are the measures of containment.
    let joined = || {
        let mut tails = words::JOINED.iter();
        let first = tails.find_map(|tail| name.strip_suffix(tail))?;
        known(first).or_else(|| known(first.strip_suffix('s')?))
    };
    known(name).or_else(joined)
}

/// The phase that a part of a heading names, words that say nothing aside.
fn part_phase(part: &str, reference: &Reference) -> Option<Phase> {
    let part = part.trim();
    if let Some(phase) = alias(part, reference) {
        return Some(phase);
    }
    let telling: Vec<&str> = part.split_whitespace().filter(|word| !is_noise_word(word)).collect();
    if telling.is_empty() { None } else { alias(&telling.join(" "), reference) }
}

fn is_noise(part: &str) -> bool {
    part.split_whitespace().all(is_noise_word)
}

fn is_noise_word(word: &str) -> bool {
    words::NOISE.contains(&word) || is_number(word) || words::MORE_NOISE.contains(&folded(word).as_ref())
}

/// The phases that a heading names and nothing else.
fn named(name: &str, reference: &Reference) -> Option<Vec<Phase>> {
    if let Some(phase) = part_phase(name, reference) {
        return Some(vec![phase]);
    }
    // What stands before a colon, a dash or a bracket names the phase; what follows tells more of it.
    for separator in [": ", " - ", " (", " | ", " -> "] {
        if let Some((first, rest)) = name.split_once(separator) {
            if let Some(phases) = named(first.trim(), reference) {
                return Some(phases);
            }
            if is_noise(first) || words::CONTAINERS.contains(&first) {
                return named(rest.trim_end_matches(')'), reference);
            }
        }
    }
    let spaced = name.replace([',', '/', '&', '+', ';', '、', '・', '与', '和', '及', 'と'], " and ");
    let spaced =
        spaced.split_whitespace().map(|word| if words::JOINS.contains(&word) { "and" } else { word });
    let spaced = spaced.collect::<Vec<_>>().join(" ");
    let parts: Vec<&str> = spaced
        .split(" and ")
        .flat_map(|part| part.split(" or "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| part.strip_prefix("and ").unwrap_or(part))
        .collect();
    if parts.len() < 2 {
        return None;
    }
    let found: Vec<Option<Phase>> = parts.iter().map(|part| part_phase(part, reference)).collect();
    let phases: Vec<Phase> = found.iter().copied().flatten().collect();
    let others = parts.iter().zip(&found).filter(|(part, phase)| phase.is_none() && !is_noise(part));
    let others: Vec<&str> = others.map(|(part, _)| *part).collect();
    let is_noun = parts.first().is_some_and(|first| {
        first.split_whitespace().last().is_some_and(|word| {
            ["ment", "tion", "sis", "ery", "age", "ing"].iter().any(|ending| word.ends_with(ending))
        })
    });
    // Dutch and German say the verb where English says a noun: "Signaleren en noteren".
    let is_foreign = parts.first().is_some_and(|first| in_a_language(&folded(first)).is_some());
    let is_first = found.first().copied().flatten().is_some();
    let is_all = others.is_empty() && !phases.is_empty();
    let is_led =
        is_first && (is_noun || is_foreign) && others.iter().all(|part| part.split_whitespace().count() <= 3);
    (is_all || is_led).then_some(phases)
}

/// The first word that tells a phase, with the phase.
pub(super) fn telling(name: &str) -> Option<(&str, Phase)> {
    name.split(|character: char| !(character.is_alphanumeric() || character == '-')).find_map(|word| {
        let bare = folded(word);
        let known = words::TELLING.iter().find(|(telling, _)| *telling == bare).map(|(_, phase)| *phase);
        known.or_else(|| in_a_language(&bare)).map(|phase| (word, phase))
    })
}

/// The phase that a label tells, with the word that does.
pub(super) fn by_label(label: &str) -> Option<(String, Phase)> {
    let normal = normal(label);
    telling(unnumbered(&normal)).map(|(word, phase)| (word.to_owned(), phase))
}

/// The phase of the work that the first word of a text tells.
pub(super) fn by_first_verb(text: &str) -> Option<(String, Phase)> {
    let normal = normal(text);
    let word = unnumbered(&normal).split_whitespace().next()?.to_owned();
    verb_phase(&word).map(|phase| (word, phase))
}

/// Whether a heading orders something: a verb, and what it is done to.
pub(super) fn is_order(text: &str) -> bool {
    let normal = normal(text);
    let mut words = unnumbered(&normal).split_whitespace().skip(1);
    words.next().is_some_and(|second| !words::BETWEEN.contains(&second)) && is_command(text)
}

/// The phase of the work that a text begins with, by its verb in the past.
pub(super) fn by_past(text: &str) -> Option<(String, Phase)> {
    let normal = normal(text);
    let word = unnumbered(&normal).split_whitespace().next()?;
    participle(word).map(|phase| (word.to_owned(), phase))
}

/// The phase of the work that a text says to be done, by a verb of the past behind its first word: `Legal notified`.
pub(super) fn by_passive(text: &str) -> Option<(String, Phase)> {
    let normal = normal(text);
    let mut words = unnumbered(&normal)
        .split(|character: char| !(character.is_alphanumeric() || character == '-'))
        .filter(|word| !word.is_empty())
        .take(BEFORE_PARTICIPLE)
        .skip(1);
    // "Lessons learned" names what is written down then.
    words.find_map(|word| Some((word.to_owned(), participle(word)?))).filter(|(word, _)| word != "learned")
}

/// The phase of the work of a verb of the past: *blocked*, *rotated*, *notified*.
fn participle(word: &str) -> Option<Phase> {
    let stem = word.strip_suffix('d')?;
    verb_phase(stem).or_else(|| {
        let stem = stem.strip_suffix('e')?;
        verb_phase(stem).or_else(|| verb_phase(&format!("{}y", stem.strip_suffix('i')?)))
    })
}

/// The phase of the work that somebody is said to do: `The lead will notify the customers`.
fn by_modal(words: &[&str]) -> Option<(String, Phase)> {
    let at = words.iter().position(|word| words::MODALS.contains(word))?;
    let mut behind = words.get(at + 1..)?.iter();
    match *behind.next()? {
        "be" => behind.next().and_then(|word| Some(((*word).to_owned(), participle(word)?))),
        word => verb_phase(word).map(|phase| (word.to_owned(), phase)),
    }
}

/// Whether a text begins with a verb, as one who commands does.
pub(super) fn is_command(text: &str) -> bool {
    let normal = normal(text);
    let mut words = unnumbered(&normal).split(|sign: char| !(sign.is_alphanumeric() || sign == '-'));
    let Some(first) = words.find(|word| !word.is_empty()) else { return false };
    let is_plain = words::COMMANDS.contains(&first) || words::NEUTRAL_VERBS.contains(&first);
    let is_foreign = || words::MORE_COMMANDS.contains(&folded(first).as_ref()) || more_verb(first).is_some();
    is_plain || group_of(words::VERBS, first).is_some() || is_foreign()
}

/// The phase of the work that a text begins with, by its verb.
pub(super) fn by_verb(text: &str) -> Option<(String, Phase)> {
    let normal = normal(text).replace("post incident", "post-incident");
    let name = unnumbered(&normal);
    if let Some((name, phase)) = words::MORE_ALIASES.iter().find(|(alias, _)| *alias == name) {
        return Some(((*name).to_owned(), *phase));
    }
    let mut begin = name
        .split(|character: char| !(character.is_alphanumeric() || character == '-'))
        .filter(|word| !word.is_empty())
        .take(BEHIND_NEUTRAL);
    let first = begin.next()?;
    let told = |word: &str| verb_phase(word).map(|phase| (word.to_owned(), phase));
    // What stands before a comma may be the case: "At the registrar, lock it".
    let is_case = words::CASES.contains(&first) || words::MORE_CASES.contains(&folded(first).as_ref());
    if let Some((_, rest)) = name.split_once(", ").filter(|_| is_case) {
        return by_verb(rest);
    }
    let is_neutral = words::NEUTRAL_VERBS.contains(&first.strip_suffix('s').unwrap_or(first));
    let behind = if is_neutral { begin.find_map(told) } else { None };
    let found = behind.or_else(|| told(first)).or_else(|| begin.take(2).find_map(told));
    // In a few words the one that tells may stand at the end.
    let is_short = name.split_whitespace().count() <= SHORT;
    let last =
        || name.split_whitespace().next_back().and_then(|word| Some((word.to_owned(), more_verb(word)?)));
    let at_end = || telling(name).map(|(word, phase)| (word.to_owned(), phase)).or_else(last);
    // What stands before a colon may be the case: "For a laptop: lock it".
    let behind_case = || name.split_once(": ").and_then(|(_, rest)| told(rest.split_whitespace().next()?));
    let modal = || by_modal(&name.split_whitespace().take(BEFORE_MODAL).collect::<Vec<_>>());
    found.or_else(|| if is_short { at_end() } else { None }).or_else(behind_case).or_else(modal)
}

/// The phase of the work of a verb, also of its third person and of what is going on.
fn verb_phase(word: &str) -> Option<Phase> {
    let exact = |word: &str| {
        let telling = || words::TELLING.iter().find(|(telling, _)| *telling == word).map(|(_, phase)| *phase);
        group_of(words::VERBS, word).or_else(telling)
    };
    exact(word).or_else(|| more_verb(word)).or_else(|| {
        // What a text "contains" tells of the text.
        let stem = word.strip_suffix('s').filter(|stem| stem.len() >= 4 && *stem != "contain");
        let stem = stem.or_else(|| word.strip_suffix("ing").filter(|stem| stem.len() >= 4))?;
        let is_doubled = stem.as_bytes().iter().rev().take(2).collect::<BTreeSet<_>>().len() == 1;
        let single = || stem.get(..stem.len() - 1).filter(|_| is_doubled).and_then(exact);
        exact(stem)
            .or_else(|| stem.strip_suffix('e').and_then(exact))
            .or_else(|| exact(&format!("{stem}e")))
            .or_else(single)
    })
}

/// The phase of the work of a verb of another language than English, also of the form that commands.
fn more_verb(word: &str) -> Option<Phase> {
    let word = folded(word);
    let known =
        |word: &str| group_of(words::MORE_VERBS, word).or_else(|| group_of(words::FURTHER_VERBS, word));
    known(&word).or_else(|| {
        let forms = words::COMMANDING.iter().filter_map(|(end, plain)| {
            let stem = word.strip_suffix(end).filter(|stem| stem.len() >= 3)?;
            Some((stem, *plain))
        });
        // Spanish and Portuguese write "bloqueen" and "aplique" for "bloquear" and "aplicar".
        let mut plain = forms.flat_map(|(stem, plain)| {
            let hard = stem.strip_suffix("qu").map(|stem| format!("{stem}c{plain}"));
            let soft = stem.strip_suffix('c').map(|stem| format!("{stem}z{plain}"));
            [Some(format!("{stem}{plain}")), hard, soft].into_iter().flatten()
        });
        plain.find_map(|plain| known(&plain))
    })
}

fn group_of(groups: &[(Phase, &[&str])], word: &str) -> Option<Phase> {
    groups.iter().find(|(_, words)| words.contains(&word)).map(|(phase, _)| *phase)
}

/// The phase of an item that a verb tells, in a list whose items so far are of some phases: what is checked after the
/// repair is that all works again, and what is written down first of all is evidence.
pub(super) fn in_order(word: &str, phase: Phase, before: &BTreeSet<Phase>) -> Phase {
    let is_repaired = before.contains(&Phase::Eradicate) || before.contains(&Phase::Recover);
    let is_first = before.iter().all(|before| *before == Phase::Detect);
    if is_repaired && words::CHECKING.contains(&word) {
        Phase::Recover
    } else if words::RECORDING.contains(&word) {
        if is_first { Phase::Analyze } else { Phase::Review }
    } else {
        phase
    }
}

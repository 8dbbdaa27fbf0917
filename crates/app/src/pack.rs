//! Paper: a run sheet, or a pack for working without this machine. Everything is in one text that needs nothing else.

use firebreak_core::provider::OwnContact;
use firebreak_core::vocabulary::{Mode, StepState};
use firebreak_core::when::{Precision, When};

use crate::api::{CommandText, ProviderView, StepText, StepView};

/// The style of what is printed, for the window and for packs that are saved.
pub(crate) const STYLE: &str = include_str!("pack.css");
/// How many blank lines there are for what no step asks.
const BLANK_LINES: usize = 12;
/// How many steps a first-minute card has at most.
const CARD: usize = 5;

/// What a paper is about.
pub(crate) struct Paper<'a> {
    /// The heading.
    pub title: String,
    /// What it was made from and when, in lines.
    pub facts: Vec<String>,
    /// The playbooks, the most urgent first.
    pub playbooks: Vec<PaperPlaybook<'a>>,
    /// The providers that may have to be reached.
    pub providers: Vec<ProviderView>,
    /// Whether steps are printed whole, with their texts and commands.
    pub whole: bool,
}

/// A playbook on paper.
pub(crate) struct PaperPlaybook<'a> {
    /// Its title and version.
    pub title: String,
    /// Which text it is, in lines.
    pub facts: Vec<String>,
    /// The steps with their texts.
    pub steps: Vec<(PaperStep, &'a StepText)>,
}

/// A step on paper.
pub(crate) struct PaperStep {
    /// The number.
    pub number: u32,
    /// The phase.
    pub phase: &'static str,
    /// The title.
    pub title: String,
    /// How it is worked.
    pub mode: Mode,
    /// Who acts, the role, the usual time, in words.
    pub who: String,
    /// What was recorded of it: state, time, by whom, and what was seen.
    pub recorded: Option<[String; 4]>,
    /// Whether it lies on a branch that was not taken.
    pub off_branch: bool,
}

impl PaperStep {
    /// A step of a run as it stands.
    pub(crate) fn of(step: &StepView) -> Self {
        let recorded = (step.state != StepState::Open).then(|| {
            let seen = step.value.clone().or_else(|| step.reason.clone()).unwrap_or_default();
            let at = step.changed_at.as_ref().map(time).unwrap_or_default();
            [step.state.label().to_owned(), at, step.changed_by.clone().unwrap_or_default(), seen]
        });
        Self {
            number: step.number,
            phase: step.phase.label(),
            title: step.title.clone(),
            mode: step.mode,
            who: who(
                step.acts.party.map(firebreak_core::vocabulary::Party::label),
                step.role.as_deref(),
                step.seconds,
            ),
            recorded,
            off_branch: step.off_branch,
        }
    }
}

/// Who acts, in which role, and how long it usually takes.
pub(crate) fn who(party: Option<&str>, role: Option<&str>, seconds: Option<u64>) -> String {
    let time = seconds.map(|seconds| format!("about {} min", seconds.div_ceil(60)));
    let words = [party.map(str::to_owned), role.map(str::to_owned), time];
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The whole file, which prints and needs nothing.
pub(crate) fn file(title: &str, body: &str) -> String {
    let title = escape(title);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <style>\nbody {{ margin: 16px; background: #fff; }}\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// What stands on the paper. Of several playbooks each begins on a page of its own, after one that lists them.
pub(crate) fn body(paper: &Paper<'_>) -> String {
    let is_several = paper.playbooks.len() > 1;
    let mut html = String::from("<article class=\"pack\">\n");
    html.push_str(&format!("<h1>{}</h1>\n", escape(&paper.title)));
    facts(&mut html, &paper.facts);
    if is_several {
        contents(&mut html, paper);
    } else {
        for playbook in &paper.playbooks {
            facts(&mut html, &playbook.facts);
            card(&mut html, playbook);
        }
    }
    for provider in &paper.providers {
        contacts(&mut html, provider);
    }
    for (number, playbook) in (1..).zip(&paper.playbooks) {
        if is_several {
            html.push_str(&format!("<section class=\"playbook\" id=\"{}\">\n", place(number)));
        }
        html.push_str(&format!("<h2>{}</h2>\n", escape(&playbook.title)));
        if is_several {
            facts(&mut html, &playbook.facts);
            card(&mut html, playbook);
        }
        if paper.whole {
            steps(&mut html, playbook);
        } else {
            sheet(&mut html, playbook);
        }
        if is_several {
            html.push_str("</section>\n");
        }
    }
    html.push_str("<h2>What else happened</h2>\n<table><tr><th class=\"time\">Time, with zone</th><th>What, and who says so</th></tr>\n");
    html.push_str(&"<tr><td></td><td></td></tr>\n".repeat(BLANK_LINES));
    html.push_str("</table>\n");
    html.push_str(
        "<p class=\"facts\">To type this in later: \"Type in from paper\" in the palette, or `firebreak reconstruct`. \
         Each entry is then marked as reconstructed.</p>\n</article>\n",
    );
    html
}

fn facts(html: &mut String, facts: &[String]) {
    for fact in facts {
        html.push_str(&format!("<p class=\"facts hash\">{}</p>\n", escape(fact)));
    }
}

/// What is in a pack of several playbooks, in its order.
fn contents(html: &mut String, paper: &Paper<'_>) {
    html.push_str("<h2>Contents</h2>\n<ol class=\"contents\">\n");
    for (number, playbook) in (1..).zip(&paper.playbooks) {
        let many = playbook.steps.len();
        let steps = if many == 1 { "1 step".to_owned() } else { format!("{many} steps") };
        html.push_str(&format!(
            "<li><a href=\"#{}\">{}</a>, {steps}</li>\n",
            place(number),
            escape(&playbook.title)
        ));
    }
    html.push_str("</ol>\n");
}

/// The name of the place where a playbook of several begins.
fn place(number: usize) -> String {
    format!("pack-{number}")
}

/// The first minute of a playbook.
fn card(html: &mut String, playbook: &PaperPlaybook<'_>) {
    let steps = playbook.steps.iter().map(|(step, _)| step);
    let lines: Vec<&PaperStep> = steps.filter(|step| step.mode == Mode::Memory).take(CARD).collect();
    if lines.is_empty() {
        return;
    }
    html.push_str(&format!("<h2>First minute: {}</h2>\n<div class=\"card\"><ol>\n", escape(&playbook.title)));
    for step in lines {
        html.push_str(&format!("<li value=\"{}\">{}</li>\n", step.number, escape(&step.title)));
    }
    html.push_str("</ol></div>\n");
}

fn contacts(html: &mut String, provider: &ProviderView) {
    html.push_str(&format!("<h2>Reaching {}</h2>\n", escape(&provider.row.name)));
    let own = &provider.own;
    let mut rows: Vec<(String, String)> = Vec::new();
    rows.extend(own.portal.iter().map(|portal| ("Where to open a case".to_owned(), portal.clone())));
    rows.extend(own.plan.iter().map(|plan| ("Support plan".to_owned(), plan.clone())));
    rows.extend(own.identifiers.iter().map(|known| (known.label.clone(), known.value.clone())));
    rows.extend(own.contacts.iter().map(|OwnContact { name, how }| (name.clone(), how.clone())));
    rows.extend(provider.facts.contacts.iter().map(|fact| (fact.purpose.clone(), fact.how.clone())));
    if rows.is_empty() {
        html.push_str("<p>Nothing is kept about how to reach it.</p>\n");
        return;
    }
    html.push_str("<table>\n");
    for (what, how) in rows {
        html.push_str(&format!(
            "<tr><th class=\"time\">{}</th><td>{}</td></tr>\n",
            escape(&what),
            escape(&how)
        ));
    }
    html.push_str("</table>\n");
}

/// Steps by title, a row each.
fn sheet(html: &mut String, playbook: &PaperPlaybook<'_>) {
    html.push_str(
        "<table class=\"sheet\"><thead><tr><th class=\"title\">Step</th><th>State</th>\
         <th class=\"time\">Time, with zone</th><th>Who</th><th>Seen, or why left out</th></tr></thead>\n<tbody>\n",
    );
    let mut phase = "";
    for (step, text) in &playbook.steps {
        if phase != step.phase {
            phase = step.phase;
            html.push_str(&format!("<tr><th class=\"phase\" colspan=\"5\">{}</th></tr>\n", escape(phase)));
        }
        let off = if step.off_branch { " class=\"off\"" } else { "" };
        html.push_str(&format!("<tr{off}><td><b>{} {}</b>\n", step.number, escape(&step.title)));
        for caution in &text.cautions {
            html.push_str(&format!("<div class=\"caution\">{}</div>\n", caution.html));
        }
        html.push_str(&format!("<p class=\"facts\">{}</p></td>", about(step)));
        cells(html, step);
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody></table>\n");
}

/// Who acts, and what the mode and the branch ask of whoever writes on the paper.
fn about(step: &PaperStep) -> String {
    let mode = match step.mode {
        Mode::Do | Mode::Memory => "",
        Mode::Confirm => " · confirm: write what you see",
        Mode::Watch => " · watch: who, since when, until when",
        Mode::Hold => " · hold: write who releases it",
    };
    let off = if step.off_branch { " · not on the branch that was chosen" } else { "" };
    format!("{}{mode}{off}", escape(&step.who))
}

/// Steps with their whole text.
fn steps(html: &mut String, playbook: &PaperPlaybook<'_>) {
    let mut phase = "";
    for (step, text) in &playbook.steps {
        if phase != step.phase {
            phase = step.phase;
            html.push_str(&format!("<h3>{}</h3>\n", escape(phase)));
        }
        let off = if step.off_branch { " off" } else { "" };
        html.push_str(&format!("<section class=\"step{off}\">\n"));
        for caution in &text.cautions {
            html.push_str(&format!("<div class=\"caution\">{}</div>\n", caution.html));
        }
        html.push_str(&format!("<h3>{} {}</h3>\n", step.number, escape(&step.title)));
        html.push_str(&format!("<p class=\"facts\">{}</p>\n", about(step)));
        whole_text(html, text);
        html.push_str(
            "<table><tr><th>State</th><th class=\"time\">Time, with zone</th><th>Who</th><th>Seen, or why left out</th></tr>\n<tr>",
        );
        cells(html, step);
        html.push_str("</tr></table>\n</section>\n");
    }
}

fn whole_text(html: &mut String, text: &StepText) {
    html.push_str(&text.html);
    for (label, said) in [("Expect", &text.expect), ("Risk", &text.risk), ("Undo", &text.undo)] {
        if let Some(said) = said {
            html.push_str(&format!("<div><b>{label}</b> {said}</div>\n"));
        }
    }
    let variants = || text.variants.iter().filter(|variant| variant.relevant);
    let tasks = text.tasks.iter().chain(variants().flat_map(|variant| &variant.tasks));
    list(html, "", "task", tasks.map(|task| task.html.as_str()));
    text.commands.iter().for_each(|each| command(html, "", each));
    for variant in variants() {
        html.push_str(&variant.html);
        variant.commands.iter().for_each(|each| command(html, &variant.provider.name, each));
    }
    list(html, "Collect", "task", text.collect.iter().map(String::as_str));
    list(html, "Ask the provider", "task", text.ask.iter().map(String::as_str));
    let choices: Vec<String> = text
        .decide
        .iter()
        .map(|choice| {
            let condition = choice.condition.as_deref().unwrap_or("Otherwise");
            format!("{condition} → {}", escape(&choice.leads_to))
        })
        .collect();
    list(html, "Decide", "task", choices.iter().map(String::as_str));
}

fn list<'a>(html: &mut String, label: &str, class: &str, items: impl Iterator<Item = &'a str>) {
    let items: Vec<&str> = items.collect();
    if items.is_empty() {
        return;
    }
    if !label.is_empty() {
        html.push_str(&format!("<p><b>{label}</b></p>\n"));
    }
    html.push_str("<ul>\n");
    for item in items {
        // A box stands before its words, so a paragraph around them is taken away.
        let item = item.trim().strip_prefix("<p>").and_then(|item| item.strip_suffix("</p>")).unwrap_or(item);
        html.push_str(&format!("<li class=\"{class}\">{item}</li>\n"));
    }
    html.push_str("</ul>\n");
}

fn command(html: &mut String, provider: &str, command: &CommandText) {
    let effect = command.effect.map_or("", |effect| match effect {
        firebreak_core::playbook::Effect::Read => "reads",
        firebreak_core::playbook::Effect::Change => "CHANGES something",
    });
    let about: Vec<&str> = [provider, effect].into_iter().filter(|word| !word.is_empty()).collect();
    if !about.is_empty() {
        html.push_str(&format!("<p class=\"facts\">{}</p>\n", escape(&about.join(" · "))));
    }
    let text: String = command
        .segments
        .iter()
        .map(|part| match &part.variable {
            Some(name) if !part.filled => format!("{{{{{name}}}}}"),
            Some(_) | None => part.text.clone(),
        })
        .collect();
    html.push_str(&format!("<pre>{}</pre>\n", escape(&text)));
}

/// What was recorded, and blank boxes for what was not.
fn cells(html: &mut String, step: &PaperStep) {
    for cell in step.recorded.clone().unwrap_or_default() {
        html.push_str(&format!("<td>{}</td>", escape(&cell)));
    }
}

/// A time for people, in UTC.
fn time(when: &When) -> String {
    let form = |at: chrono::DateTime<chrono::Utc>| at.format("%Y-%m-%d %H:%MZ").to_string();
    match when.precision {
        Precision::Exact | Precision::Minute => form(when.earliest),
        Precision::AtLatest => format!("by {}", form(when.latest)),
        Precision::Hour | Precision::Day | Precision::Month | Precision::Estimate | Precision::Range => {
            format!("{} to {}", form(when.earliest), form(when.latest))
        }
    }
}

/// Text as HTML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

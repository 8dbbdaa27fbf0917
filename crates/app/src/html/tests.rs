use super::*;

fn render(markdown: &str) -> String {
    let values = BTreeMap::from([("key_id".to_owned(), "AK<1>&\"".to_owned())]);
    let declared = BTreeMap::from([
        ("key_id".to_owned(), Variable::default()),
        ("user".to_owned(), Variable::default()),
    ]);
    blocks(markdown, Filling { values: &values, declared: &declared })
}

#[test]
fn what_a_hostile_playbook_may_not_do_is_shown_as_text_and_never_done() {
    for markdown in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "text <svg onload=alert(1)> text",
        "[a](javascript:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "![remote](https://tracker.example/x.png)",
        "<style>*{display:none}</style>",
        "<iframe src=\"https://evil.example\"></iframe>",
        "<a href=\"https://evil.example\" onclick=\"x()\">x</a>",
        "<p style=\"position:fixed\">x</p>",
        "[a]( <javascript:alert(1)> )",
        "<var class=\"filled\" onmouseover=\"x()\">x</var>",
    ] {
        let html = render(markdown);
        for tag in ["<script", "<img", "<svg", "<style", "<iframe", "<a", "href=", "src="] {
            let opens = html.contains(tag) && !html.contains(&format!("&lt;{}", tag.trim_start_matches('<')));
            assert!(!opens || !tag.starts_with('<'), "{markdown} gave {html}");
        }
        assert!(!html.contains("<p style"), "{markdown} gave {html}");
        assert!(!html.contains("<var class=\"filled\" on"), "{markdown} gave {html}");
    }
}

#[test]
fn links_and_images_are_shown_as_words() {
    assert_eq!(
        render("see [the page](https://aws.example/x) now"),
        "<p>see the page (<code>https://aws.example/x</code>) now</p>\n"
    );
    assert_eq!(render("see [step](#deactivate-key)"), "<p>see step</p>\n");
    assert_eq!(render("![a plan](https://x.example/p.png)"), "<p>[image: a plan]</p>\n");
}

#[test]
fn variables_are_filled_in_and_escaped() {
    assert_eq!(
        render("key `{{key_id}}` of {{user}}"),
        "<p>key <var class=\"filled\">AK&lt;1&gt;&amp;\"</var> of <var class=\"missing\">user</var></p>\n"
    );
    assert_eq!(
        render("`${{ matrix.os }}` and {{ other }}"),
        "<p><code>${{ matrix.os }}</code> and {{ other }}</p>\n"
    );
}

#[test]
fn a_line_has_no_paragraph_around_it() {
    let none = BTreeMap::new();
    let declared = BTreeMap::new();
    let filling = Filling { values: &none, declared: &declared };
    assert_eq!(line("set *active* again", filling), "set <em>active</em> again");
    assert_eq!(plain("set *active* `again`", filling), "set active again");
}

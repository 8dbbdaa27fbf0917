use proptest::prelude::*;

use super::*;

#[test]
fn keeps_what_the_marks_mean_to_a_reader() {
    for (html, text) in [
        ("plain &amp; simple", "plain & simple"),
        ("<p>One\nline.</p>\n<p>Two.</p>", "One line.\n\nTwo."),
        ("a <code>b &lt;c&gt;</code> <strong>d</strong>", "a `b <c>` d"),
        ("<ul>\n<li>one</li>\n<li><p>two</p></li>\n</ul>", "- one\n- two"),
        ("<ol><li>one<ul><li>in</li></ul></li><li>two</li></ol>", "1. one\n  - in\n2. two"),
        ("<pre><code>a\n  b\n</code></pre><p>c</p>", "a\n  b\n\nc"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "a | b |\n1 | 2 |"),
        (
            "<p>key <var class=\"filled\">AK&lt;1</var> of <var class=\"missing\">user</var></p>",
            "key AK<1 of {{user}}",
        ),
        ("<p>a</p><h4>b</h4><p>c</p>", "a\n\nb\n\nc"),
        ("x<br>y", "x\ny"),
        ("&#39;&#x41;&nbsp;&bogus; & ;", "'A &bogus; & ;"),
        ("", ""),
        ("<", ""),
    ] {
        assert_eq!(plain(html), text, "{html}");
    }
}

proptest! {
    #[test]
    fn no_html_is_too_strange(html in "([<>&;/#x0-9a-z \n]|<p>|</p>|<li>|<pre>|&lt;){0,60}") {
        let text = plain(&html);
        prop_assert!(text.len() <= html.len() * 4 + 64);
    }
}

//! The cmdlets of a PowerShell script: every one that is called anywhere in it, with its parameters.

use tree_sitter::{Node, Parser};

use crate::shell::{Command, Word, first_error};

/// Every cmdlet of a script, in its order.
pub(crate) fn commands(script: &str) -> Result<Vec<Command>, String> {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).map_err(|error| error.to_string())?;
    let tree = parser.parse(script, None).ok_or("the PowerShell parser gave up")?;
    if let Some(line) = first_error(tree.root_node()) {
        return Err(format!("line {} of this fence is no PowerShell script", line + 1));
    }
    let mut commands = Vec::new();
    visit(tree.root_node(), script, &mut commands);
    Ok(commands)
}

fn visit(node: Node<'_>, script: &str, commands: &mut Vec<Command>) {
    if node.kind() == "command"
        && let Some(name) = node.child_by_field_name("command_name")
    {
        let mut words = vec![word(name, script)];
        if let Some(elements) = node.child_by_field_name("command_elements") {
            let mut cursor = elements.walk();
            let given =
                elements.named_children(&mut cursor).filter(|part| part.kind() != "command_argument_sep");
            words.extend(given.map(|part| word(part, script)));
        }
        commands.push(Command { words, line: node.start_position().row, is_cmdlet: true });
    }
    for child in node.named_children(&mut node.walk()) {
        visit(child, script, commands);
    }
}

fn word(node: Node<'_>, script: &str) -> Word {
    let text = script.get(node.byte_range()).unwrap_or_default();
    let literal = text.trim_matches(['"', '\'']);
    Word { text: literal.to_owned(), open: text.contains('$') && !text.starts_with('\'') }
}

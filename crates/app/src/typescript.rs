//! The TypeScript types of everything that crosses the seam, made from the command list.

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};

use ts_rs::{Config, TS, TypeVisitor};

use crate::api::*;
use crate::commands::with_commands;

/// The whole file of types: every request and answer, and `Commands` that pairs them by name.
#[must_use]
pub fn typescript() -> String {
    let mut types = Types { config: Config::default(), seen: HashSet::new(), declared: BTreeMap::new() };
    let mut commands = String::new();
    macro_rules! declare {
        ( $( $name:literal: $request:ty => $answer:ty, $method:ident, $about:literal; )+ ) => {
            $(
                types.visit::<$request>();
                types.visit::<$answer>();
                commands.push_str(&format!(
                    "  /** {} */\n  \"{}\": {{ request: {}; answer: {} }};\n",
                    $about,
                    $name,
                    <$request as TS>::name(&types.config),
                    <$answer as TS>::name(&types.config),
                ));
            )+
        };
    }
    with_commands!(declare);
    types.visit::<ErrorView>();

    let mut file =
        "// Made from the Rust types by `cargo xtask bindings`. Not written by hand.\n\n".to_owned();
    for declaration in types.declared.values() {
        file.push_str(declaration);
        file.push_str("\n\n");
    }
    file.push_str("/** Every command with its request and its answer. */\nexport type Commands = {\n");
    file.push_str(&commands);
    file.push_str("};\n");
    // The declarations come with blanks at the ends of lines.
    file.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

struct Types {
    config: Config,
    seen: HashSet<TypeId>,
    declared: BTreeMap<String, String>,
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        T::visit_generics(self);
        T::visit_dependencies(self);
        // Only types with a file of their own are declared; the others are built in or written in place.
        if T::output_path().is_none() {
            return;
        }
        let docs = T::docs().unwrap_or_default();
        let declaration = format!("{docs}export {}", T::decl(&self.config));
        self.declared.insert(T::ident(&self.config), declaration);
    }
}

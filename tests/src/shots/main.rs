//! Takes pictures of every screen and state: `cargo xtask shots`.
#![allow(clippy::print_stdout, reason = "it says which pictures it wrote")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufWriter, Cursor};
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::Context;
use clap::Parser;
use firebreak_e2e::scenes::{SCENES, Scene, Stage, Theme};
use firebreak_e2e::{Result, WindowTest};

/// The sizes every scene is taken at.
const SIZES: [(u32, u32); 2] = [(1280, 800), (1920, 1080)];
/// The smallest window, for the main screens.
const SMALLEST: (u32, u32) = (1024, 700);

/// What the README shows: scene, theme, file.
const README: [(&str, Theme, &str); 4] = [
    ("incident", Theme::Light, "incident-light.png"),
    ("incident", Theme::Dark, "incident-dark.png"),
    ("open", Theme::Light, "open-light.png"),
    ("incident-entry", Theme::Light, "timeline-light.png"),
];

/// Takes pictures of every screen and state, light and dark, into `shots/`.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask shots --")]
struct Arguments {
    /// Only scenes whose name contains one of these
    names: Vec<String>,
    /// Only this theme
    #[arg(long, value_parser = ["light", "dark"])]
    theme: Option<String>,
    /// Only this width, in pixels
    #[arg(long)]
    width: Option<u32>,
    /// Name the scenes, and take no picture
    #[arg(long)]
    list: bool,
    /// Take the pictures of the README instead, into `docs/pictures/`
    #[arg(long)]
    readme: bool,
}

/// One picture to take.
struct Wanted {
    scene: Scene,
    theme: Theme,
    size: (u32, u32),
    file: PathBuf,
    /// Whether it is kept with the sources, and so should be small.
    kept: bool,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    if arguments.list {
        SCENES.iter().for_each(|scene| println!("{}", scene.name));
        return Ok(());
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("the sources lie nowhere")?;
    let wanted = if arguments.readme { for_readme(root) } else { chosen(&arguments, root) };
    let failed: Vec<_> = thread::scope(|scope| {
        let threads = Theme::ALL.map(|theme| {
            let wanted: Vec<_> = wanted.iter().filter(|each| each.theme == theme).collect();
            scope.spawn(move || take_all(&wanted))
        });
        threads.into_iter().flat_map(|each| each.join().unwrap_or_default()).collect()
    });
    anyhow::ensure!(failed.is_empty(), "{} scenes failed:\n{}", failed.len(), failed.join("\n"));
    Ok(())
}

fn chosen(arguments: &Arguments, root: &Path) -> Vec<Wanted> {
    let named = |scene: &Scene| {
        arguments.names.is_empty() || arguments.names.iter().any(|name| scene.name.contains(name.as_str()))
    };
    let themes = Theme::ALL
        .into_iter()
        .filter(|theme| arguments.theme.as_deref().is_none_or(|only| only == theme.word()));
    let sizes = |scene: &Scene| {
        let smallest = scene.main.then_some(SMALLEST);
        SIZES.into_iter().chain(smallest).filter(|size| arguments.width.is_none_or(|only| only == size.0))
    };
    themes
        .flat_map(|theme| {
            SCENES.iter().filter(|scene| named(scene)).flat_map(move |scene| {
                sizes(scene).map(move |size| {
                    let (width, height) = size;
                    let file = format!("shots/{}.{}.{width}x{height}.png", scene.name, theme.word());
                    Wanted { scene: *scene, theme, size, file: root.join(file), kept: false }
                })
            })
        })
        .collect()
}

fn for_readme(root: &Path) -> Vec<Wanted> {
    let scene = |name| SCENES.iter().find(|scene| scene.name == name);
    README
        .into_iter()
        .filter_map(|(name, theme, file)| {
            let file = root.join("docs/pictures").join(file);
            Some(Wanted { scene: *scene(name)?, theme, size: (1280, 800), file, kept: true })
        })
        .collect()
}

/// Takes the pictures of one theme, with one window after the other, and returns what failed.
fn take_all(wanted: &[&Wanted]) -> Vec<String> {
    let mut failed = Vec::new();
    let mut stages: Vec<Stage> = Vec::new();
    for each in wanted {
        if !stages.contains(&each.scene.stage) {
            stages.push(each.scene.stage);
        }
    }
    for stage in stages {
        let here: Vec<_> = wanted.iter().filter(|each| each.scene.stage == stage).collect();
        let Some(first) = here.first() else { continue };
        match stage.open(first.theme) {
            Ok(window) => {
                let sizes: BTreeSet<_> = here.iter().map(|each| each.size).collect();
                for size in sizes {
                    for each in here.iter().filter(|each| each.size == size) {
                        if let Err(error) = take(&window, each) {
                            failed.push(format!("{}: {error:#}", each.file.display()));
                        }
                    }
                }
            }
            Err(error) => failed.push(format!("{stage:?}: {error:#}")),
        }
    }
    failed
}

fn take(window: &WindowTest, wanted: &Wanted) -> Result<()> {
    let (width, height) = wanted.size;
    window.resize(width, height)?;
    wanted.scene.play(window)?;
    let picture = window.picture()?;
    if let Some(folder) = wanted.file.parent() {
        fs::create_dir_all(folder)?;
    }
    if wanted.kept {
        write_small(&wanted.file, &picture)?;
    } else {
        fs::write(&wanted.file, &picture)?;
    }
    println!("{}", wanted.file.display());
    Ok(())
}

/// Writes a picture as small as it gets, which takes a while.
fn write_small(path: &Path, picture: &[u8]) -> Result<()> {
    let mut reader = png::Decoder::new(Cursor::new(picture)).read_info()?;
    let mut pixels = vec![0; reader.output_buffer_size().context("the picture is too large")?];
    let frame = reader.next_frame(&mut pixels)?;
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    let mut encoder = png::Encoder::new(BufWriter::new(file), frame.width, frame.height);
    encoder.set_color(frame.color_type);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    Ok(writer.finish()?)
}

//! Draws every size of the icon from the source drawings in `icons/`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// The drawing for 48 pixels and more.
const LARGE: &str = "firebreak.svg";
/// The drawing on a grid of 16 pixels, for sizes at which the large one would blur.
const SMALL: &str = "firebreak-small.svg";
/// The largest size, in pixels, that is drawn from [`SMALL`].
const SMALL_UP_TO: u32 = 32;

/// The sizes, in pixels, that are written as files of their own.
const PNG_SIZES: [u32; 9] = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/// The sizes, in pixels, inside the icon of Windows.
const ICO_SIZES: [u32; 7] = [16, 24, 32, 48, 64, 128, 256];
/// The sizes, in pixels, inside the icon of macOS.
const ICNS_SIZES: [u32; 7] = [16, 32, 64, 128, 256, 512, 1024];

/// Writes every size of the icon into `folder`, and returns the names of the files.
///
/// # Errors
///
/// If a drawing cannot be read or a file cannot be written.
pub(crate) fn draw(folder: &Path) -> Result<Vec<String>> {
    let drawings = Drawings::read(folder)?;
    let mut written = Vec::new();
    for size in PNG_SIZES {
        let png = drawings.at(size)?.encode_png()?;
        write(folder, &format!("{size}x{size}.png"), &png, &mut written)?;
    }
    write(folder, "firebreak.ico", &windows_icon(&drawings)?, &mut written)?;
    write(folder, "firebreak.icns", &macos_icon(&drawings)?, &mut written)?;
    Ok(written)
}

struct Drawings {
    small: Tree,
    large: Tree,
}

impl Drawings {
    fn read(folder: &Path) -> Result<Self> {
        Ok(Self { small: drawing(&folder.join(SMALL))?, large: drawing(&folder.join(LARGE))? })
    }

    fn at(&self, size: u32) -> Result<Pixmap> {
        let tree = if size <= SMALL_UP_TO { &self.small } else { &self.large };
        let mut pixmap =
            Pixmap::new(size, size).ok_or_else(|| anyhow!("a picture of {size} pixels has no area"))?;
        let (width, height) = (tree.size().width(), tree.size().height());
        let scale = Transform::from_scale(size as f32 / width, size as f32 / height);
        resvg::render(tree, scale, &mut pixmap.as_mut());
        Ok(pixmap)
    }
}

fn drawing(path: &Path) -> Result<Tree> {
    let source = fs::read(path).with_context(|| format!("cannot read the drawing {}", path.display()))?;
    Tree::from_data(&source, &Options::default())
        .with_context(|| format!("{} is not a drawing", path.display()))
}

fn windows_icon(drawings: &Drawings) -> Result<Vec<u8>> {
    let mut folder = ico::IconDir::new(ico::ResourceType::Icon);
    for size in ICO_SIZES {
        let image = ico::IconImage::from_rgba_data(size, size, straight(&drawings.at(size)?));
        folder.add_entry(ico::IconDirEntry::encode(&image)?);
    }
    let mut bytes = Vec::new();
    folder.write(&mut bytes)?;
    Ok(bytes)
}

fn macos_icon(drawings: &Drawings) -> Result<Vec<u8>> {
    let mut family = icns::IconFamily::new();
    for size in ICNS_SIZES {
        let pixels = straight(&drawings.at(size)?);
        let image = icns::Image::from_data(icns::PixelFormat::RGBA, size, size, pixels)?;
        family.add_icon(&image)?;
    }
    let mut bytes = Vec::new();
    family.write(&mut bytes)?;
    Ok(bytes)
}

/// Returns the pixels with straight alpha, as the containers want them.
fn straight(pixmap: &Pixmap) -> Vec<u8> {
    pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let color = pixel.demultiply();
            [color.red(), color.green(), color.blue(), color.alpha()]
        })
        .collect()
}

fn write(folder: &Path, name: &str, bytes: &[u8], written: &mut Vec<String>) -> Result<()> {
    let path = folder.join(name);
    fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    written.push(name.to_owned());
    Ok(())
}

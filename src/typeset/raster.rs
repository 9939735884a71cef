//! Pages as pictures: for the screen, and for tests that look.

use std::collections::HashMap;

use tiny_skia::{
    Color, FillRule, FilterQuality, Paint, PathBuilder, Pixmap, PixmapPaint, Stroke, StrokeDash, Transform,
};
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::metrics::Face;
use crate::ooxml::package::Package;
use crate::typeset::font::{UNITS, typeface};
use crate::typeset::{Item, Mark, Page, Text, points};
use crate::units::Length;

/// Most dots of a page along one side.
const MOST_DOTS: u32 = 20_000;

/// Least and most dots to the inch that may be asked for.
pub const DPI: std::ops::RangeInclusive<u32> = 20..=600;

/// Draws pages; outlines of letters and pictures are read once.
pub struct Raster<'p> {
    package: &'p Package,
    outlines: HashMap<(Face, u32), Option<tiny_skia::Path>>,
    pictures: HashMap<String, Option<Pixmap>>,
}

struct Pen(PathBuilder);

impl skrifa::outline::OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx, cy, x, y);
    }
    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}

fn dots(length: Length, scale: f32) -> f32 {
    points(length) * scale
}

fn paint([red, green, blue]: [u8; 3]) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

impl<'p> Raster<'p> {
    /// Starts drawing the pages of a Word file.
    pub fn new(package: &'p Package) -> Self {
        Self { package, outlines: HashMap::new(), pictures: HashMap::new() }
    }

    /// Returns a page as a PNG of so many dots to the inch; nothing if the paper is too large for a picture.
    pub fn png(&mut self, page: &Page, dpi: u32) -> Option<Vec<u8>> {
        #[expect(clippy::cast_precision_loss, reason = "at most 600")]
        let scale = dpi.clamp(*DPI.start(), *DPI.end()) as f32 / 72.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked against the most right after"
        )]
        let side = |length| dots(length, scale).round().max(1.0) as u32;
        let (width, height) = (side(page.width), side(page.height));
        let mut canvas = Pixmap::new(width, height).filter(|_| width <= MOST_DOTS && height <= MOST_DOTS)?;
        canvas.fill(Color::WHITE);
        for item in &page.items {
            self.item(item, scale, &mut canvas);
        }
        canvas.encode_png().ok()
    }

    fn item(&mut self, item: &Item, scale: f32, canvas: &mut Pixmap) {
        let (x, y) = (dots(item.x, scale), dots(item.y, scale));
        match &item.mark {
            Mark::Text(text) => self.text(text, (x, y), scale, canvas),
            Mark::Rule { across, down, weight, color, broken } => {
                let mut path = PathBuilder::new();
                path.move_to(x, y);
                path.line_to(x + dots(*across, scale), y + dots(*down, scale));
                let width = dots(*weight, scale).max(0.6);
                let dash = broken.then(|| StrokeDash::new(vec![width * 3.0, width * 2.0], 0.0)).flatten();
                let stroke = Stroke { width, dash, ..Stroke::default() };
                if let Some(path) = path.finish() {
                    canvas.stroke_path(&path, &paint(*color), &stroke, Transform::identity(), None);
                }
            }
            Mark::Area { corners, color } => {
                let mut path = PathBuilder::new();
                for (index, (across, down)) in corners.iter().enumerate() {
                    let (x, y) = (x + dots(*across, scale), y + dots(*down, scale));
                    if index == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
                }
                path.close();
                if let Some(path) = path.finish() {
                    canvas.fill_path(&path, &paint(*color), FillRule::Winding, Transform::identity(), None);
                }
            }
            Mark::Picture { part, width, height } => {
                let package = self.package;
                let picture = self.pictures.entry(part.clone()).or_insert_with(|| decoded(package, part));
                let Some(picture) = picture else { return };
                #[expect(clippy::cast_precision_loss, reason = "dots of a picture")]
                let (across, down) = (picture.width() as f32, picture.height() as f32);
                let (sx, sy) = (dots(*width, scale) / across, dots(*height, scale) / down);
                let place = Transform::from_row(sx, 0.0, 0.0, sy, x, y);
                let look = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
                canvas.draw_pixmap(0, 0, picture.as_ref(), &look, place, None);
            }
        }
    }

    fn text(&mut self, text: &Text, (x, y): (f32, f32), scale: f32, canvas: &mut Pixmap) {
        #[expect(clippy::cast_precision_loss, reason = "2048")]
        let size = dots(text.size.as_length(), scale) / UNITS as f32;
        let (paint, mut at) = (paint(text.color), x);
        for (_, id, advance) in text.advances() {
            let face = text.face;
            let outline = self.outlines.entry((face, id)).or_insert_with(|| {
                let mut pen = Pen(PathBuilder::new());
                typeface(face).outline(id, &mut pen);
                pen.0.finish()
            });
            if let Some(outline) = outline {
                let place = Transform::from_row(size, 0.0, 0.0, -size, at, y);
                canvas.fill_path(outline, &paint, FillRule::Winding, place, None);
            }
            at += dots(advance, scale);
        }
    }
}

/// Reads a picture of the package; nothing if it is of another kind or broken.
fn decoded(package: &Package, part: &str) -> Option<Pixmap> {
    let bytes = package.part(part)?;
    if bytes.starts_with(b"\x89PNG") {
        return Pixmap::decode_png(bytes).ok();
    }
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGBA);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let pixels = decoder.decode().ok()?;
    let info = decoder.info()?;
    Pixmap::from_vec(pixels, tiny_skia::IntSize::from_wh(info.width.into(), info.height.into())?)
}

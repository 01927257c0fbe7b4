//! What the reader brings to a page.

/// Screen, settings, paper.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) zoom: f64,
    pub(crate) scheme: &'static str,
    pub(crate) forced_colors: bool,
    pub(crate) print: bool,
    pub(crate) script: bool,
}

/// The narrowest phone WCAG 1.4.10 asks for.
pub(crate) const PHONE: Look = Look {
    width: 320,
    height: 640,
    zoom: 1.0,
    scheme: "light",
    forced_colors: false,
    print: false,
    script: true,
};

/// A desktop window.
pub(crate) const DESKTOP: Look = Look { width: 1280, height: 1024, ..PHONE };

impl Look {
    /// The same, for a reader who asked for dark pages.
    pub(crate) const fn dark(self) -> Look {
        Look { scheme: "dark", ..self }
    }
}

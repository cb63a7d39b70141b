//! Classes of differences between two versions.

/// How two versions treat the same body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Both treat it the same.
    Same,
    /// The old version lost something, the new one does not.
    NewlyLossless,
    /// The old version refused it, the new one does not.
    NewlyAccepted,
    /// Both accept it, as different variants of an enum or a union.
    OtherVariant,
    /// A call with it is sent, but differs from that of the old version.
    SentOtherwise,
    /// The new version loses something, the old one did not.
    NewlyLost,
    /// The new version refuses it, the old one did not.
    NewlyRefused,
}

impl Class {
    /// All classes, breaking ones last.
    pub const ALL: [Self; 7] = [
        Self::Same,
        Self::NewlyLossless,
        Self::NewlyAccepted,
        Self::OtherVariant,
        Self::SentOtherwise,
        Self::NewlyLost,
        Self::NewlyRefused,
    ];

    /// The words for it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::NewlyLossless => "newly lossless",
            Self::NewlyAccepted => "newly accepted",
            Self::OtherVariant => "other variant",
            Self::SentOtherwise => "sent otherwise",
            Self::NewlyLost => "newly lost",
            Self::NewlyRefused => "newly refused",
        }
    }

    /// Whether a body that was handled correctly no longer is.
    pub fn is_worse(self) -> bool {
        matches!(self, Self::NewlyLost | Self::NewlyRefused)
    }
}

//! How two versions treat a body.

/// What two versions make of the same body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Both the same.
    Same,
    /// The old one lost something of it, the new one does not.
    NewlyLossless,
    /// The old one refused it, the new one does not.
    NewlyAccepted,
    /// Both take it, as different variants of an enum or a union.
    OtherVariant,
    /// A call with it is sent, and not as the old one sends it.
    SentOtherwise,
    /// The new one loses something of it, the old one did not.
    NewlyLost,
    /// The new one refuses it, the old one did not.
    NewlyRefused,
}

impl Class {
    /// All of them, those that break something last.
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

    /// Whether what was right before is wrong now.
    pub fn is_worse(self) -> bool {
        matches!(self, Self::NewlyLost | Self::NewlyRefused)
    }
}

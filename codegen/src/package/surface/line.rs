//! One line of Rust for each part of a surface.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Attribute, Fields, FnArg, Generics, Path, ReceiverKind, Signature, Type, Variant, Visibility,
};

use crate::rust::layout::parsed;

/// Traits that generated code implements for the runtime alone.
const INTERNAL: [&str; 2] = ["FromResponse", "Paged"];

/// Whether an item is public.
pub(crate) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The line of a type: its name, and its derived traits.
pub(crate) fn head(attributes: &[Attribute], name: &str, generics: &Generics) -> String {
    let mut traits = Vec::new();
    let mut marks = String::new();
    for attribute in attributes {
        if attribute.path().is_ident("derive") {
            let _ = attribute.parse_nested_meta(|one| {
                traits.extend(one.path.get_ident().map(ToString::to_string));
                Ok(())
            });
        } else if attribute.path().is_ident("non_exhaustive") {
            marks.push_str("#[non_exhaustive] ");
        } else if attribute.path().is_ident("deprecated") {
            marks.push_str("#[deprecated] ");
        }
    }
    let generics = match generics.params.is_empty() {
        true => String::new(),
        false => text(&quote!(X #generics)).trim_start_matches('X').to_owned(),
    };
    match &traits[..] {
        [] => format!("{marks}{name}{generics}"),
        traits => format!("{marks}{name}{generics}: {}", traits.join(" + ")),
    }
}

/// The public fields of a struct.
pub(crate) fn fields(fields: &Fields) -> Vec<String> {
    let public = fields.iter().filter(|one| is_public(&one.vis));
    let line = |(at, one): (usize, &syn::Field)| {
        let name = one.ident.as_ref().map_or_else(|| at.to_string(), ToString::to_string);
        format!("{name}: {}", ty(&one.ty))
    };
    public.enumerate().map(line).collect()
}

/// A variant of an enum, with its fields.
pub(crate) fn variant(variant: &Variant) -> String {
    let held = variant.fields.iter().map(|one| ty(&one.ty)).collect::<Vec<_>>().join(", ");
    match held.is_empty() {
        true => variant.ident.to_string(),
        false => format!("{}({held})", variant.ident),
    }
}

/// A function without its body.
pub(crate) fn signature(signature: &Signature) -> String {
    let mut signature = signature.clone();
    if let Some(FnArg::Receiver(receiver)) = signature.inputs.first_mut()
        && let ReceiverKind::Value = receiver.kind
    {
        // Whether the function mutates its receiver does not matter to the caller.
        receiver.mutability = None;
    }
    let line = one_line(quote!(#signature {}));
    line.trim_end_matches("{}").trim_end().trim_end_matches(',').to_owned()
}

/// An implementation of a trait; none if it is for the runtime alone.
pub(crate) fn implementation(path: &Path, ty: &str) -> Option<String> {
    let name = path.segments.last()?.ident.to_string();
    let is_internal = INTERNAL.contains(&name.as_str());
    (!is_internal).then(|| format!("impl {} for {ty}", text(path)))
}

/// A type.
pub(crate) fn ty(ty: &Type) -> String {
    text(ty)
}

/// A type, or code in the position of one, as one line.
fn text(code: &impl ToTokens) -> String {
    let whole = one_line(quote!(type X = #code;));
    whole.strip_prefix("type X = ").unwrap_or(&whole).trim_end_matches(';').to_owned()
}

/// An item as prettyplease lays it out, without its line breaks.
fn one_line(item: TokenStream) -> String {
    let laid_out = prettyplease::unparse(&parsed(item));
    let mut line = String::with_capacity(laid_out.len());
    for part in laid_out.lines().map(str::trim) {
        let closes = part.starts_with([')', '>', ']']);
        if closes && line.ends_with(',') {
            line.pop();
        }
        if !line.is_empty() && !closes && !line.ends_with(['(', '<', '[']) {
            line.push(' ');
        }
        line.push_str(part);
    }
    line
}

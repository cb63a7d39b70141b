//! How a call is sent: what is put where, and what is made of the response.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::ir::body::{Content, Encoding, MediaType};
use crate::ir::operation::{Operation, Parameter};
use crate::ir::response::{Status, Success};
use crate::ir::style::Style;
use crate::ir::types::Type;

/// The statements that make the request, after those that take the builder apart: `accept` is what is asked for.
pub(crate) fn statements(operation: &Operation, accept: Option<TokenStream>) -> TokenStream {
    let url = local(operation, "url");
    let request = local(operation, "request");
    let path = path(operation, &url);
    let (name, method) = (&operation.method_name, operation.method.to_uppercase());
    let idempotent = operation.idempotent.then(|| quote!(#request.idempotent();));
    let follow = operation.follows.then(|| quote!(#request.follow_cross_origin();));
    let accept = accept.map(|accept| quote!(#request.accept(#accept)?;));
    let body = body(operation, &request);
    let mut query: Vec<&Parameter> =
        operation.parameters.iter().filter(|one| one.location == "query").collect();
    // By name, so that a request does not change when the document is put in another order.
    query.sort_by_key(|one| &one.wire);
    let others = operation.parameters.iter().filter(|one| one.location != "query");
    let parameters = query.into_iter().chain(others).filter_map(|one| set(one, &request));
    let constants = operation.headers.iter().map(|(name, value)| {
        let name = name.to_ascii_lowercase();
        quote!(#request.constant(#name, #value)?;)
    });
    let redirects = redirects(operation, &request);
    let has_links = operation.paging.as_ref().is_some_and(|paging| paging.next.is_link());
    let links = has_links.then(|| quote!(#request.links();));
    let route = &operation.path;
    quote! {
        #path
        let mut #request = Request::new(#name, #method, &#url, options)?;
        #request.route(#route);
        #links #idempotent #follow #redirects #accept #body #(#parameters)* #(#constants)*
    }
}

/// The statements that say which redirects are responses.
fn redirects(operation: &Operation, request: &Ident) -> TokenStream {
    let Success::ByStatus(responses) = operation.success() else { return TokenStream::new() };
    let lines = responses.iter().map(|response| match response.status {
        Status::Exactly(status @ 300..=399) => {
            let status = Literal::u16_unsuffixed(status);
            quote!(#request.redirect(#status);)
        }
        Status::Range(3) => quote!(#request.any_redirect();),
        _ => TokenStream::new(),
    });
    lines.collect()
}

/// The name of a variable, which no parameter has.
pub(crate) fn local(operation: &Operation, name: &str) -> Ident {
    let is_taken = operation.parameters.iter().any(|parameter| parameter.rust == name);
    if is_taken { format_ident!("call_{name}") } else { format_ident!("{name}") }
}

/// The statements that make the URL.
fn path(operation: &Operation, url: &Ident) -> TokenStream {
    let mut template = format!("{{}}{}", operation.path);
    let mut encode = TokenStream::new();
    for parameter in operation.parameters.iter().filter(|one| one.location == "path") {
        let ident = format_ident!("{}", parameter.rust);
        let (wire, style) = (&parameter.wire, style(parameter));
        let is_plain = matches!(parameter.ty, Type::String | Type::Integer(_) | Type::Boolean)
            && parameter.style.name == "Simple";
        encode.extend(match is_plain {
            true => quote!(let #ident = encode_path(&#ident.to_string())?;),
            false => quote!(let #ident = operation::path(#wire, &#ident, #style)?;),
        });
        template = template.replace(&format!("{{{wire}}}"), &format!("{{{}}}", parameter.rust));
    }
    let base = match &operation.server {
        Some(own) => quote!(client.session().server(#own)),
        None => quote!(client.session().base_url()),
    };
    quote! {
        #encode
        let #url = format!(#template, #base);
    }
}

/// The statements that give the request its body.
fn body(operation: &Operation, request: &Ident) -> Option<TokenStream> {
    let body = operation.body.as_ref()?;
    let give = match &body.media_types[..] {
        [only] => give(only, request),
        several => {
            let name = format_ident!("{}", operation.body_type());
            let arms = several.iter().map(|one| {
                let (variant, give) = (format_ident!("{}", one.variant), give(one, request));
                quote!(#name::#variant(body) => #give?)
            });
            return Some(match body.required {
                true => quote!(match body { #(#arms,)* }),
                false => quote!(if let Some(body) = body { match body { #(#arms,)* } }),
            });
        }
    };
    Some(match body.required {
        true => quote!(#give?;),
        false => quote!(if let Some(body) = body { #give?; }),
    })
}

/// The expression that gives the variable `body` to the request.
fn give(media_type: &MediaType, request: &Ident) -> TokenStream {
    let name = &media_type.name;
    match &media_type.content {
        Content::Json(_) => quote!(#request.json(#name, &body)),
        Content::Form(_, encodings) if encodings.is_empty() => quote!(#request.form(#name, &body)),
        Content::Form(_, encodings) => {
            let encodings = encodings.iter().map(encoding);
            quote!(#request.encoded_form(#name, &body, &[#(#encodings),*]))
        }
        Content::Multipart(_, encodings) if encodings.is_empty() => {
            quote!(#request.multipart(#name, &Multipart::of(&body)?))
        }
        Content::Multipart(_, encodings) => {
            let encodings = encodings.iter().map(encoding);
            quote!(#request.multipart(#name, &Multipart::encoded(&body, &[#(#encodings),*])?))
        }
        Content::Files(_) => quote!(#request.multipart(#name, &body.into_parts()?)),
        Content::Parts => quote!(#request.multipart(#name, &body)),
        Content::Text
        | Content::Bytes
        | Content::Redirect
        | Content::Events(_)
        | Content::JsonLines(..) => quote!(#request.body(#name, body)),
    }
}

/// The expression of an encoding.
pub(crate) fn encoding(encoding: &Encoding) -> TokenStream {
    let Encoding { wire, style, reserved, content_type, headers, is_base64 } = encoding;
    let style = style.map(|style| {
        let style = written_style(style);
        quote!(.style(#style))
    });
    let reserved = reserved.then(|| quote!(.reserved()));
    let content_type = content_type.as_ref().map(|name| quote!(.content_type(#name)));
    let pairs = headers.iter().map(|(name, value)| quote!((#name, #value)));
    let headers = (!headers.is_empty()).then(|| quote!(.headers(&[#(#pairs),*])));
    let base64 = is_base64.then(|| quote!(.base64()));
    quote!(Encoding::of(#wire)#style #reserved #content_type #headers #base64)
}

/// The statement that puts a parameter into the request.
fn set(parameter: &Parameter, request: &Ident) -> Option<TokenStream> {
    let method = match parameter.location.as_str() {
        "header" => "header",
        "cookie" if parameter.reserved => "plain_cookie",
        "cookie" => "cookie",
        "querystring" => {
            let (ident, style) = (format_ident!("{}", parameter.rust), style(parameter));
            let encodings = parameter.encodings.iter().map(encoding);
            return Some(quote!(#request.query_string(&#ident, #style, &[#(#encodings),*])?;));
        }
        "query" if parameter.reserved => "query_reserved",
        "query" => "query",
        _ => return None,
    };
    let (method, ident) = (format_ident!("{method}"), format_ident!("{}", parameter.rust));
    let style = style(parameter);
    let wire = match parameter.location.as_str() {
        "header" => parameter.wire.to_ascii_lowercase(),
        _ => parameter.wire.clone(),
    };
    Some(quote!(#request.#method(#wire, &#ident, #style)?;))
}

fn style(parameter: &Parameter) -> TokenStream {
    written_style(parameter.style)
}

/// The expression of a style.
fn written_style(style: Style) -> TokenStream {
    let name = format_ident!("{}", style.name);
    match style.explode {
        Some(explode) => quote!(Style::#name { explode: #explode }),
        None => quote!(Style::#name),
    }
}

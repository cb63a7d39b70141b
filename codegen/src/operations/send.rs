//! How a call is sent: what is put where, and what is made of the answer.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::lower::{Api, Content, MediaType, ModelKind, Operation, Parameter, Type};

/// The statements of `send` after those that take the builder apart. `accept` is what is asked for,
/// and `success` what is made of the variable `response`.
pub(super) fn statements(
    api: &Api,
    operation: &Operation,
    accept: Option<TokenStream>,
    success: &TokenStream,
) -> TokenStream {
    let url = local(operation, "url");
    let request = local(operation, "request");
    let (info, result) = (local(operation, "info"), local(operation, "result"));
    let response = format_ident!("response");
    let path = path(operation, &url);
    let build = build(api, operation, (&url, &request), accept);
    let after = operation.parameters.iter().filter_map(|one| set(api, one, &request));
    let (method, idempotent) = (&operation.method_name, operation.idempotent);
    quote! {
        #path
        #build
        #(#after)*
        let #info = OperationInfo {
            operation_id: #method,
            idempotent: #idempotent,
            options: &options,
        };
        client.pre(&mut #request, &#info).await?;
        let #result = client.exec(#request, &#info).await;
        client.post(&#result, &#info).await?;
        let #response = #result?;
        match #response.status().as_u16() {
            200..=299 => #success,
            400..=599 => Err(Error::ErrorResponse(ResponseValue::from_response(response).await?)),
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
}

/// The name of a variable, which no parameter has.
fn local(operation: &Operation, name: &str) -> Ident {
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
        let is_plain = matches!(parameter.ty, Type::Text | Type::Integer(_) | Type::Bool)
            && parameter.style.name == "Simple";
        encode.extend(match is_plain {
            true => quote!(let #ident = encode_path(&#ident.to_string())?;),
            false => quote!(let #ident = parameter::path(#wire, &#ident, #style)?;),
        });
        template = template.replace(&format!("{{{wire}}}"), &format!("{{{}}}", parameter.rust));
    }
    let base = match &operation.server {
        Some(own) => quote!(client.session().server(#own)),
        None => quote!(client.baseurl),
    };
    quote! {
        #encode
        let #url = format!(#template, #base);
    }
}

/// The statements that make the request, as far as the HTTP client's own builder goes.
fn build(
    api: &Api,
    operation: &Operation,
    (url, request): (&Ident, &Ident),
    accept: Option<TokenStream>,
) -> TokenStream {
    let start = match operation.method.as_str() {
        method @ ("get" | "put" | "post" | "delete" | "head" | "patch") => {
            let method = format_ident!("{method}");
            quote!(client.client.#method(#url))
        }
        method => {
            let method = format_ident!("{}", method.to_uppercase());
            quote!(client.client.request(reqwest::Method::#method, #url))
        }
    };
    let is_given =
        |name: &str| operation.headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(name));
    let accept = accept.map(|accept| quote!(.header(header::ACCEPT, #accept)));
    let constants = operation.headers.iter().map(|(name, value)| {
        let name = name.to_ascii_lowercase();
        quote!(.header(#name, #value))
    });
    let mut query: Vec<&Parameter> =
        operation.parameters.iter().filter(|one| is_plain_query(api, one)).collect();
    // By name, so that a request does not change when the document is put in another order.
    query.sort_by_key(|one| &one.wire);
    let query = query.into_iter().map(|one| {
        let (wire, ident) = (&one.wire, format_ident!("{}", one.rust));
        quote!(.query(&QueryParam::new(#wire, &#ident)))
    });
    let chain = quote!(#start #accept #(#constants)* #(#query)*);
    let typed = !is_given("content-type");
    match &operation.body {
        None => quote!(let mut #request = #chain.build()?;),
        Some(body) => match &body.media_types[..] {
            [only] if body.required => {
                let (before, with) = sending(only, typed, true);
                quote!(#before let mut #request = #chain #with.build()?;)
            }
            [only] => {
                let (before, with) = sending(only, typed, false);
                let value = match only.content {
                    Content::Text | Content::Bytes | Content::Files(_) => quote!(body),
                    _ => quote!(&body),
                };
                quote! {
                    let mut #request = #chain;
                    if let Some(body) = #value {
                        #before
                        #request = #request #with;
                    }
                    let mut #request = #request.build()?;
                }
            }
            several => {
                let name = format_ident!("{}", operation.body_type());
                let arms = several.iter().map(|one| {
                    let variant = format_ident!("{}", one.variant);
                    let (before, with) = sending(one, typed, true);
                    let before = (!before.is_empty()).then_some(before);
                    match before {
                        None => quote!(#name::#variant(body) => #request #with),
                        Some(before) => {
                            quote!(#name::#variant(body) => { #before #request #with })
                        }
                    }
                });
                let choose = quote!(#request = match body { #(#arms,)* };);
                let choose = match body.required {
                    true => choose,
                    false => quote!(if let Some(body) = body { #choose }),
                };
                quote! {
                    let mut #request = #chain;
                    #choose
                    let mut #request = #request.build()?;
                }
            }
        },
    }
}

/// What encodes the variable `body`, and what gives it to the request. `is_owned` says that it is
/// no reference.
fn sending(media_type: &MediaType, typed: bool, is_owned: bool) -> (TokenStream, TokenStream) {
    let name = &media_type.name;
    let header = typed.then(|| quote!(.header(header::CONTENT_TYPE, #name)));
    let value = if is_owned { quote!(&body) } else { quote!(body) };
    match &media_type.content {
        Content::Json(_) if name == "application/json" => (quote!(), quote!(.json(#value))),
        Content::Json(_) => (quote!(), quote!(#header.json(#value))),
        Content::Form(_) => {
            (quote!(let form = parameter::form(#value)?;), quote!(#header.body(form)))
        }
        Content::Multipart(_) | Content::Files(_) | Content::Parts => {
            let parts = match &media_type.content {
                Content::Multipart(_) => quote!(guestlist_runtime::Multipart::of(#value)?),
                Content::Files(_) => quote!(body.into_parts()?),
                _ => quote!(body),
            };
            let encode = quote!(let (content_type, form) = #parts.encode(););
            (encode, quote!(.header(header::CONTENT_TYPE, content_type).body(form)))
        }
        Content::Text | Content::Bytes => (quote!(), quote!(#header.body(body))),
    }
}

/// The statement that puts a parameter into a request that is built.
fn set(api: &Api, parameter: &Parameter, request: &Ident) -> Option<TokenStream> {
    let (wire, ident) = (&parameter.wire, format_ident!("{}", parameter.rust));
    let style = style(parameter);
    match parameter.location.as_str() {
        "header" => {
            let wire = wire.to_ascii_lowercase();
            Some(quote!(parameter::header(&mut #request, #wire, &#ident, #style)?;))
        }
        "cookie" => Some(quote!(parameter::cookie(&mut #request, #wire, &#ident, #style)?;)),
        "query" if parameter.reserved => {
            Some(quote!(parameter::query_reserved(&mut #request, #wire, &#ident, #style)?;))
        }
        "query" if !is_plain_query(api, parameter) => {
            Some(quote!(parameter::query(&mut #request, #wire, &#ident, #style)?;))
        }
        _ => None,
    }
}

/// Whether the HTTP client's own way to write a query is that of the specification: for texts and
/// lists of them, in the usual style.
fn is_plain_query(api: &Api, parameter: &Parameter) -> bool {
    let is_form = parameter.style.name == "Form" && parameter.style.explode == Some(true);
    let ty = match &parameter.ty {
        Type::List(item) => item,
        ty => ty,
    };
    let is_plain = match ty {
        Type::Bool | Type::Integer(_) | Type::Text | Type::Timestamp => true,
        Type::Model(name) => {
            let model = api.models.iter().find(|one| one.name == *name);
            model.is_some_and(|one| matches!(one.kind, ModelKind::Enum { .. }))
        }
        _ => false,
    };
    parameter.location == "query" && !parameter.reserved && is_form && is_plain
}

fn style(parameter: &Parameter) -> TokenStream {
    let name = format_ident!("{}", parameter.style.name);
    match parameter.style.explode {
        Some(explode) => quote!(Style::#name { explode: #explode }),
        None => quote!(Style::#name),
    }
}

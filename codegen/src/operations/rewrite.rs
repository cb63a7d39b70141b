//! progenitor's code, made to read like a person's.
//!
//! The builder and its setters stay. What `send` does with what they hold is ours: see
//! [`super::send`].

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{ImplItem, Item, Pat, Type, parse_quote};

use super::route;
use crate::lower::{Api, Body, Operation};
use crate::model::{doc, plain};

/// The items of progenitor's `builder` module.
pub(super) fn builder_items(file: syn::File) -> Vec<Item> {
    let modules = file.items.into_iter().filter_map(|item| match item {
        Item::Mod(module) if module.ident == "builder" => module.content,
        _ => None,
    });
    modules.flat_map(|(_, items)| items).collect()
}

/// The last name of a type's path.
pub(super) fn name_of_type(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|one| one.ident.to_string()),
        _ => None,
    }
    .unwrap_or_default()
}

/// The file of an operation.
pub(super) fn file(
    api: &Api,
    operation: &Operation,
    items: Vec<Item>,
    paging: Option<TokenStream>,
) -> TokenStream {
    let items = items.into_iter().map(|mut item| {
        rewrite(api, operation, &mut item);
        item
    });
    let items: Vec<Item> = items.collect();
    let form = super::forms::emit(operation);
    let (successes, errors) =
        (super::answers::successes(operation), super::answers::errors(operation));
    let code = quote!(#(#items)* #paging #form #successes #errors).to_string();
    let of_operations = [
        ("ClientHooks", "ClientHooks"),
        ("FromResponse", "FromResponse"),
        ("OperationInfo", "OperationInfo"),
        ("Paged", "Paged for"),
        ("QueryParam", "QueryParam :: "),
        ("Style", "Style :: "),
        ("decode", "decode (body)"),
        ("encode_path", "encode_path (& "),
        ("parameter", "parameter :: "),
        ("text", " text (body)"),
    ];
    // A trait is not mentioned where its methods are called.
    let of_operations =
        of_operations.iter().filter(|(name, sign)| *name == "ClientHooks" || code.contains(sign));
    let of_operations = of_operations.map(|(name, _)| format_ident!("{name}"));
    let of_runtime = [
        ("CallOptions", "CallOptions"),
        ("DecodeError", "DecodeError"),
        ("Error", "Error"),
        ("File", " File"),
        ("Multipart", " Multipart :: new"),
        ("Paging", "Paging <"),
        ("ResponseValue", "ResponseValue"),
    ];
    let of_runtime = of_runtime.iter().filter(|(_, sign)| match *sign {
        " File" => form.is_some(),
        sign => code.contains(sign),
    });
    let of_runtime = of_runtime.map(|(name, _)| format_ident!("{name}"));
    let header = code.contains("(header :: ").then(|| {
        quote!(
            use reqwest::{StatusCode, header};
        )
    });
    let header = header.unwrap_or_else(|| {
        quote!(
            use reqwest::StatusCode;
        )
    });
    let models = code.contains("models ::").then(|| {
        quote!(
            use super::super::models;
        )
    });
    let of_paging = paging.is_some().then(|| {
        quote!(
            use guestlist_runtime::paging;
        )
    });
    quote! {
        use guestlist_runtime::operation::{#(#of_operations),*};
        #of_paging
        use guestlist_runtime::{#(#of_runtime),*};
        #header

        use super::super::client::Client;
        #models

        #(#items)*

        #paging

        #form

        #successes

        #errors
    }
}

fn rewrite(api: &Api, operation: &Operation, item: &mut Item) {
    Plainer.visit_item_mut(item);
    match item {
        Item::Struct(item) => {
            let method = &operation.method_name;
            item.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
            let text = format!(
                "A call of {} that is being prepared: see [`Client::{method}`].",
                route(operation),
            );
            let docs = doc(&text);
            let attributes: syn::ItemStruct =
                parse_quote!(#docs #[must_use = "a call is sent by `send`"] struct X;);
            item.attrs.splice(0..0, attributes.attrs);
            if let syn::Fields::Named(fields) = &mut item.fields {
                fields.named.push(parse_quote!(options: CallOptions));
            }
        }
        Item::Impl(item) => {
            for member in &mut item.items {
                if let ImplItem::Fn(function) = member {
                    method(api, operation, function);
                }
            }
            let docs =
                doc("What this call does otherwise than its client: time, retries, headers.");
            let options: ImplItem = parse_quote! {
                #docs
                pub fn options(mut self, options: CallOptions) -> Self {
                    self.options = options;
                    self
                }
            };
            let last = item.items.len().saturating_sub(1);
            item.items.insert(last, options);
        }
        _ => {}
    }
}

fn method(api: &Api, operation: &Operation, function: &mut syn::ImplItemFn) {
    function.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
    let name = function.sig.ident.to_string();
    let text = match name.as_str() {
        "new" => {
            function.vis = parse_quote!(pub(super));
            WithOptions.visit_block_mut(&mut function.block);
            return;
        }
        "send" => {
            send(api, operation, &mut function.block);
            let fails = "When the call is not complete, does not get through, or is answered with anything but success.";
            format!("Sends {}.\n\n# Errors\n\n{fails}", route(operation))
        }
        "body" => operation.body.as_ref().map(describe_body).unwrap_or_default(),
        name => {
            let parameter = operation.parameters.iter().find(|parameter| parameter.rust == name);
            if parameter.is_some_and(|parameter| parameter.deprecated) {
                function.attrs.push(parse_quote!(#[deprecated]));
            }
            parameter.map(describe).unwrap_or_default()
        }
    };
    let docs = doc(&text);
    let attributes: syn::ItemStruct = parse_quote!(#docs struct X;);
    function.attrs.splice(0..0, attributes.attrs);
}

fn describe(parameter: &crate::lower::Parameter) -> String {
    let place = match parameter.location.as_str() {
        "path" => "in the path".to_owned(),
        location => format!("{location} parameter"),
    };
    let wire = format!("`{}`, {place}.", parameter.wire);
    match parameter.description.as_str() {
        "" => wire,
        text => format!("{}\n\n{wire}", plain(text)),
    }
}

fn describe_body(body: &Body) -> String {
    let mut text = match body.description.as_str() {
        "" => "The body of the request.".to_owned(),
        text => format!("The body of the request.\n\n{}", plain(text)),
    };
    if body.media_type != "application/json" {
        text.push_str(&format!("\n\nIt is sent as `{}`.", body.media_type));
    }
    if !body.left_out.is_empty() {
        let others = body.left_out.join("`, `");
        text.push_str(&format!("\n\nThe API would also take `{others}`."));
    }
    text
}

/// The body of `send`: of progenitor's, only what takes the builder apart stays.
fn send(api: &Api, operation: &Operation, block: &mut syn::Block) {
    block.stmts.retain(|statement| {
        let code = quote!(#statement).to_string();
        code.starts_with("let Self") || code.contains("map_err (Error :: InvalidRequest)")
    });
    WithOptions.visit_block_mut(block);
    let rest = super::send::statements(api, operation);
    let rest: syn::Block = parse_quote!({ #rest });
    block.stmts.extend(rest.stmts);
}

/// Carries the options of a call from its builder to where it is sent.
struct WithOptions;

impl VisitMut for WithOptions {
    fn visit_expr_struct_mut(&mut self, expression: &mut syn::ExprStruct) {
        if expression.path.is_ident("Self") {
            expression.fields.push(parse_quote!(options: CallOptions::new()));
        }
    }

    fn visit_pat_struct_mut(&mut self, pattern: &mut syn::PatStruct) {
        if pattern.path.is_ident("Self") {
            let with_options: Pat = parse_quote!(Self { options });
            if let Pat::Struct(with_options) = with_options {
                pattern.fields.extend(with_options.fields);
            }
        }
    }
}

/// Paths without what every reader knows.
struct Plainer;

impl VisitMut for Plainer {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        let names: Vec<String> = path.segments.iter().map(|one| one.ident.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let keep = match names[..] {
            ["std", _, "String" | "Vec" | "Option" | "TryInto"] => 1,
            ["progenitor_client", "QueryParam", ..] => names.len() - 1,
            ["super", "Client", ..] => names.len() - 1,
            ["reqwest", "header", ..] => names.len() - 1,
            _ => return,
        };
        path.leading_colon = None;
        path.segments = path.segments.iter().skip(names.len() - keep).cloned().collect();
    }

    fn visit_field_value_mut(&mut self, field: &mut syn::FieldValue) {
        visit_mut::visit_field_value_mut(self, field);
        let (member, value) = (&field.member, &field.expr);
        if quote!(#member).to_string() == quote!(#value).to_string() {
            field.colon_token = None;
        }
    }

    fn visit_local_mut(&mut self, local: &mut syn::Local) {
        visit_mut::visit_local_mut(self, local);
        local.attrs.retain(|attribute| !attribute.path().is_ident("allow"));
    }

    fn visit_lit_str_mut(&mut self, text: &mut syn::LitStr) {
        let value = text.value();
        let message = if let Some(name) = value.strip_suffix(" was not initialized") {
            format!("`{name}` is required: give it with `.{name}(…)`")
        } else if let Some((_, name)) =
            value.strip_suffix(" failed").and_then(|v| v.rsplit_once(" for "))
        {
            format!("the value given with `.{name}(…)` does not convert")
        } else {
            return;
        };
        *text = syn::LitStr::new(&message, text.span());
    }
}

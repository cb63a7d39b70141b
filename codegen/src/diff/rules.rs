//! All rules.

mod helpers;
mod properties;
mod schemas;

mod api_documentation_changed;
mod api_version_changed;
mod default_security_changed;
mod default_server_changed;
mod error_response_added;
mod error_response_removed;
mod limits_changed;
mod operation_added;
mod operation_became_idempotent;
mod operation_became_not_idempotent;
mod operation_deprecated;
mod operation_documentation_changed;
mod operation_moved;
mod operation_not_deprecated;
mod operation_paging_added;
mod operation_paging_changed;
mod operation_paging_removed;
mod operation_permissions_changed;
mod operation_removed;
mod operation_renamed;
mod operation_security_changed;
mod operation_server_changed;
mod operation_tag_changed;
mod optional_parameter_added;
mod optional_request_body_added;
mod parameter_became_optional;
mod parameter_became_required;
mod parameter_deprecated;
mod parameter_documentation_changed;
mod parameter_removed;
mod parameter_style_changed;
mod request_additional_properties_changed;
mod request_became_not_nullable;
mod request_became_nullable;
mod request_body_became_optional;
mod request_body_became_required;
mod request_body_removed;
mod request_discriminator_changed;
mod request_encoding_changed;
mod request_enum_changed;
mod request_format_changed;
mod request_format_widened;
mod request_media_type_added;
mod request_media_type_removed;
mod request_property_access_changed;
mod request_property_added;
mod request_property_became_optional;
mod request_property_became_required;
mod request_property_removed;
mod request_required_property_added;
mod request_type_changed;
mod request_values_added;
mod request_values_removed;
mod request_variant_added;
mod request_variant_removed;
mod required_parameter_added;
mod required_request_body_added;
mod response_additional_properties_changed;
mod response_became_not_nullable;
mod response_became_nullable;
mod response_body_added;
mod response_body_removed;
mod response_discriminator_changed;
mod response_documentation_changed;
mod response_enum_changed;
mod response_format_changed;
mod response_media_type_added;
mod response_media_type_removed;
mod response_optional_property_became_not_nullable;
mod response_property_access_changed;
mod response_property_added;
mod response_property_became_optional;
mod response_property_became_required;
mod response_property_removed;
mod response_required_property_added;
mod response_type_changed;
mod response_values_added;
mod response_values_removed;
mod response_variant_added;
mod response_variant_removed;
mod schema_deprecated;
mod schema_documentation_changed;
mod security_scheme_added;
mod security_scheme_changed;
mod security_scheme_removed;
mod server_added;
mod server_removed;
mod server_variables_changed;
mod success_response_added;
mod success_response_removed;
mod type_renamed;

use crate::diff::rule::Rule;

/// All rules, from those about the document down to those about a schema.
pub fn rules() -> &'static [Rule] {
    &[
        default_server_changed::RULE,
        default_security_changed::RULE,
        server_added::RULE,
        server_removed::RULE,
        server_variables_changed::RULE,
        api_version_changed::RULE,
        api_documentation_changed::RULE,
        security_scheme_added::RULE,
        security_scheme_removed::RULE,
        security_scheme_changed::RULE,
        operation_added::RULE,
        operation_removed::RULE,
        operation_renamed::RULE,
        operation_moved::RULE,
        operation_tag_changed::RULE,
        operation_deprecated::RULE,
        operation_not_deprecated::RULE,
        operation_security_changed::RULE,
        operation_server_changed::RULE,
        operation_permissions_changed::RULE,
        operation_paging_added::RULE,
        operation_paging_removed::RULE,
        operation_paging_changed::RULE,
        operation_became_idempotent::RULE,
        operation_became_not_idempotent::RULE,
        operation_documentation_changed::RULE,
        optional_parameter_added::RULE,
        required_parameter_added::RULE,
        parameter_removed::RULE,
        parameter_became_required::RULE,
        parameter_became_optional::RULE,
        parameter_style_changed::RULE,
        parameter_deprecated::RULE,
        parameter_documentation_changed::RULE,
        optional_request_body_added::RULE,
        required_request_body_added::RULE,
        request_body_removed::RULE,
        request_body_became_required::RULE,
        request_body_became_optional::RULE,
        request_media_type_added::RULE,
        request_media_type_removed::RULE,
        request_encoding_changed::RULE,
        success_response_added::RULE,
        success_response_removed::RULE,
        error_response_added::RULE,
        error_response_removed::RULE,
        response_body_added::RULE,
        response_body_removed::RULE,
        response_documentation_changed::RULE,
        response_media_type_added::RULE,
        response_media_type_removed::RULE,
        request_property_added::RULE,
        request_required_property_added::RULE,
        request_property_removed::RULE,
        request_property_became_required::RULE,
        request_property_became_optional::RULE,
        request_property_access_changed::RULE,
        request_became_nullable::RULE,
        request_became_not_nullable::RULE,
        request_type_changed::RULE,
        request_format_changed::RULE,
        request_format_widened::RULE,
        request_values_added::RULE,
        request_values_removed::RULE,
        request_enum_changed::RULE,
        request_variant_added::RULE,
        request_variant_removed::RULE,
        request_discriminator_changed::RULE,
        request_additional_properties_changed::RULE,
        response_property_added::RULE,
        response_required_property_added::RULE,
        response_property_removed::RULE,
        response_property_became_required::RULE,
        response_property_became_optional::RULE,
        response_property_access_changed::RULE,
        response_became_nullable::RULE,
        response_became_not_nullable::RULE,
        response_optional_property_became_not_nullable::RULE,
        response_type_changed::RULE,
        response_format_changed::RULE,
        response_values_added::RULE,
        response_values_removed::RULE,
        response_enum_changed::RULE,
        response_variant_added::RULE,
        response_variant_removed::RULE,
        response_discriminator_changed::RULE,
        response_additional_properties_changed::RULE,
        type_renamed::RULE,
        limits_changed::RULE,
        schema_deprecated::RULE,
        schema_documentation_changed::RULE,
    ]
}

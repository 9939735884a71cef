//! `record!` and `choice!`: one definition gives the type, its reader, its schema and what templates see.

use serde_json::{Map, Value as Json, json};

use super::code;
use super::field::{Field, Reader, describe, is_open};
use crate::diag::{Diagnostic, likely, nearest};
use crate::source::Span;
use crate::source::tree::{Entry, Node, Value};

/// The keys of one YAML map while a record is read from it.
pub struct Keys<'n> {
    entries: &'n [Entry],
    span: Span,
    known: Vec<&'static str>,
    /// Keys that must be there and are not, with what the record is called.
    missing: Vec<(&'static str, String)>,
}

impl<'n> Keys<'n> {
    /// Opens a map, or reports that the node is none.
    pub fn open(node: &'n Node, what: &str, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::Map(entries) => Some(Self { entries, span: node.span, known: Vec::new(), missing: Vec::new() }),
            _ => {
                if is_open(node) {
                    reader.open(node);
                    return None;
                }
                let hint = "mỗi khóa một dòng, dạng `khóa: giá trị`, thụt vào bằng nhau";
                reader.wrong(node.span, &describe(node), &format!("các khóa của {what}"), hint);
                None
            }
        }
    }

    /// Reads the value of a key.
    pub fn read<T: Field>(&mut self, key: &'static str, what: &str, reader: &mut Reader) -> Option<T> {
        self.known.push(key);
        let Some(entry) = self.entries.iter().find(|entry| &*entry.key.text == key) else {
            let absent = T::absent();
            if absent.is_none() {
                self.missing.push((key, what.to_owned()));
            }
            return absent;
        };
        if matches!(entry.value.value, Value::Null)
            && let Some(absent) = T::absent()
        {
            return Some(absent);
        }
        T::read(&entry.value, reader)
    }

    /// Reports every key that nothing has asked for, and every key that must be there; one that is there misspelt is
    /// told once.
    pub fn close(mut self, what: &str, reader: &mut Reader) {
        for entry in self.entries {
            let key = &*entry.key.text;
            if self.known.contains(&key) {
                continue;
            }
            let wanted = likely(key, self.missing.iter().map(|(missing, _)| *missing)).map(str::to_owned);
            self.missing.retain(|(missing, _)| wanted.as_deref() != Some(*missing));
            let there = |known: &&&str| self.entries.iter().any(|entry| &*entry.key.text == **known);
            let free = || likely(key, self.known.iter().filter(|known| !there(known)).copied()).map(str::to_owned);
            let hint = match wanted.or_else(free) {
                Some(near) => format!("có phải là “{near}”?"),
                None => format!("các khóa dùng được: {}", self.known.join(", ")),
            };
            let message = format!("{what} không có khóa “{key}”");
            reader.report.push(Diagnostic::error(&code::UNKNOWN_KEY, message).at(entry.key_span).hint(hint));
        }
        let at = self.entries.first().map_or(self.span, |entry| entry.key_span);
        for (key, what) in self.missing {
            let found = Diagnostic::error(&code::MISSING_KEY, format!("{what} thiếu khóa “{key}”"));
            reader.report.push(found.at(at).hint(format!("thêm dòng `{key}: …`")));
        }
    }
}

/// A key of a record, for the schema and the guide.
pub struct KeyInfo {
    /// The key.
    pub key: &'static str,
    /// What it means, in Vietnamese.
    pub about: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// The schema of its value.
    pub schema: fn() -> Json,
}

/// A type made by `record!`.
pub trait Described {
    /// What a record of this type is called in messages.
    const WHAT: &'static str;

    /// Returns its keys, in order.
    fn keys() -> Vec<KeyInfo>;

    /// Returns its JSON Schema.
    fn object_schema() -> Json {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for key in Self::keys() {
            let mut schema = (key.schema)();
            if let Some(object) = schema.as_object_mut() {
                object.insert("description".to_owned(), Json::from(key.about));
            }
            properties.insert(key.key.to_owned(), schema);
            if key.required {
                required.push(key.key);
            }
        }
        json!({ "type": "object", "description": Self::WHAT, "properties": properties, "required": required,
                "additionalProperties": false })
    }
}

/// Defines a record: `pub field: Type = "key" "meaning",`.
macro_rules! record {
    ($(#[doc = $doc:literal])* $what:literal $name:ident {
        $($(#[doc = $field_doc:literal])* $field:ident: $ty:ty = $key:literal $about:literal,)*
    }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            $($(#[doc = $field_doc])* pub $field: $ty,)*
            /// Where the record stands.
            #[allow(dead_code, reason = "some records are never pointed at as a whole")]
            pub span: crate::source::Span,
        }

        impl crate::record::define::Described for $name {
            const WHAT: &'static str = $what;

            fn keys() -> Vec<crate::record::define::KeyInfo> {
                vec![$(crate::record::define::KeyInfo {
                    key: $key,
                    about: $about,
                    required: <$ty as crate::record::field::Field>::absent().is_none(),
                    schema: <$ty as crate::record::field::Field>::schema,
                },)*]
            }
        }

        impl $name {
            /// Reads the record's own keys from a map whose other keys are read by the caller.
            pub fn read_keys(
                keys: &mut crate::record::define::Keys,
                span: crate::source::Span,
                reader: &mut crate::record::field::Reader,
            ) -> Option<Self> {
                $(let $field = keys.read::<$ty>($key, $what, reader);)*
                Some($name { $($field: $field?,)* span })
            }
        }

        impl crate::record::field::Field for $name {
            fn read(
                node: &crate::source::tree::Node,
                reader: &mut crate::record::field::Reader,
            ) -> Option<Self> {
                let mut keys = crate::record::define::Keys::open(node, $what, reader)?;
                let read = Self::read_keys(&mut keys, node.span, reader);
                keys.close($what, reader);
                read
            }

            fn schema() -> serde_json::Value {
                <Self as crate::record::define::Described>::object_schema()
            }

            fn each_text(&mut self, see: &mut dyn FnMut(&mut crate::record::field::Text)) {
                $(crate::record::field::Field::each_text(&mut self.$field, see);)*
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let mut map = serializer.serialize_map(None)?;
                $(if !crate::record::field::Field::is_absent(&self.$field) {
                    map.serialize_entry($key, &self.$field)?;
                })*
                map.end()
            }
        }
    };
}

/// Defines a field with a fixed set of values: `Variant = "value" "meaning",`.
macro_rules! choice {
    ($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $variant_doc:literal])* $variant:ident = $text:literal $about:literal,)* }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[doc = $variant_doc])* $variant,)* }

        impl $name {
            /// The values, as records write them, and what they mean.
            pub const VALUES: &[(&str, &str)] = &[$(($text, $about),)*];

            /// Returns the value as records write it.
            pub const fn id(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }
        }

        impl crate::record::field::Field for $name {
            fn read(
                node: &crate::source::tree::Node,
                reader: &mut crate::record::field::Reader,
            ) -> Option<Self> {
                let index = crate::record::define::pick(node, Self::VALUES, reader)?;
                [$($name::$variant,)*].get(index).copied()
            }

            fn schema() -> serde_json::Value {
                serde_json::json!({ "enum": [$($text,)*] })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.id())
            }
        }
    };
}

/// Returns the position of the value that a node names, or reports it with the nearest one.
pub fn pick(node: &Node, values: &[(&str, &str)], reader: &mut Reader) -> Option<usize> {
    let text = match &node.value {
        Value::Scalar(scalar) => scalar.text.trim(),
        _ => "",
    };
    let found = values.iter().position(|(value, _)| *value == text);
    if is_open(node) {
        reader.open(node);
    } else if found.is_none() {
        let wanted = values.iter().map(|(value, _)| *value).collect::<Vec<_>>().join(", ");
        let hint = match nearest(text, values.iter().map(|(value, _)| *value)) {
            Some(near) => format!("có phải là “{near}”?"),
            None => "chọn một trong các giá trị trên".to_owned(),
        };
        reader.wrong(node.span, &describe(node), &format!("một trong: {wanted}"), &hint);
    }
    found
}

pub(crate) use {choice, record};

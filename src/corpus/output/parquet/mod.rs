//! Parquet as the Hugging Face library `datasets` reads it: a `translation` column and what is known of each unit.
//!
//! The metadata of a file has the features, so that the column is shown as `Translation`. Nothing in a file tells when
//! it was written: the same units give the same bytes.

mod columns;

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::{ColumnPath, TypePtr};

use self::columns::Columns;
use super::settings::{Layout, Settings};
use super::sink::{ShardWriter, Sharded, Sink};
use crate::corpus::Unit;

/// Units that are held in memory and written together.
const ROWS: usize = 10_000;

/// Bytes of text held, at most, whatever the number of units.
const BYTES: usize = 16 << 20;

/// The layout below `destination`.
pub(super) fn sink(destination: &Path, settings: &Settings) -> io::Result<Box<dyn Sink>> {
    let columns = Arc::new(Columns::new(settings.from, settings.to));
    let schema = Arc::new(parse_message_type(&columns.schema()).map_err(failure)?);
    let properties = Arc::new(properties(&columns));
    let open = move |file| Shard::start(file, &columns, &schema, &properties);
    Ok(Box::new(Sharded::new(
        destination,
        Layout::HuggingFace,
        "parquet",
        open,
    )?))
}

fn properties(columns: &Columns) -> WriterProperties {
    let features = KeyValue::new("huggingface".to_owned(), columns.features());
    let mut builder = WriterProperties::builder()
        .set_created_by(concat!("beadwork version ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_key_value_metadata(Some(vec![features]));
    // Hardly a text occurs twice.
    for language in columns.languages() {
        let path = ColumnPath::from(vec!["translation".to_owned(), language.to_owned()]);
        builder = builder.set_column_dictionary_enabled(path, false);
    }
    builder.build()
}

/// A file and the units that are still to be written to it.
struct Shard {
    writer: SerializedFileWriter<File>,
    columns: Arc<Columns>,
    units: Vec<Unit>,
    bytes: usize,
}

impl Shard {
    fn start(
        file: File,
        columns: &Arc<Columns>,
        schema: &TypePtr,
        properties: &Arc<WriterProperties>,
    ) -> io::Result<Self> {
        let writer = SerializedFileWriter::new(file, Arc::clone(schema), Arc::clone(properties)).map_err(failure)?;
        Ok(Self {
            writer,
            columns: Arc::clone(columns),
            units: Vec::new(),
            bytes: 0,
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.units.is_empty() {
            return Ok(());
        }
        let mut group = self.writer.next_row_group().map_err(failure)?;
        self.columns.write(&self.units, &mut group).map_err(failure)?;
        group.close().map_err(failure)?;
        self.units.clear();
        self.bytes = 0;
        Ok(())
    }
}

impl ShardWriter for Shard {
    fn write(&mut self, unit: &Unit) -> io::Result<()> {
        self.bytes += unit.source.text.len() + unit.target.text.len();
        self.units.push(unit.clone());
        if self.units.len() >= ROWS || self.bytes >= BYTES {
            self.flush()?;
        }
        Ok(())
    }

    fn close(mut self) -> io::Result<()> {
        self.flush()?;
        self.writer.close().map_err(failure)?;
        Ok(())
    }
}

/// Counts the rows of a file by reading its texts.
pub(super) fn count_rows(path: &Path) -> io::Result<u64> {
    let reader = SerializedFileReader::new(File::open(path)?).map_err(failure)?;
    let schema = reader.metadata().file_metadata().schema();
    let translation = schema.get_fields().iter().find(|field| field.name() == "translation");
    let Some(translation) = translation else {
        return Err(io::Error::other("there is no column \"translation\""));
    };
    let projection = parquet::schema::types::Type::group_type_builder(schema.name())
        .with_fields(vec![Arc::clone(translation)])
        .build()
        .map_err(failure)?;
    let mut rows = 0;
    for row in reader.get_row_iter(Some(projection)).map_err(failure)? {
        row.map_err(failure)?;
        rows += 1;
    }
    Ok(rows)
}

/// The system's error if there is one inside, so that its kind is known.
fn failure(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}

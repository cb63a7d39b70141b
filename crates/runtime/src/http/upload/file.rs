//! Files that are read while they are sent. They do not exist in a browser.
//!
//! Files are read in large blocks, because each read is a task for the threads that may block; the next block
//! is read while one is sent. Blocks are passed on in pieces, so that a slow connection makes visible
//! progress. Nothing is read before it is needed, and at most four blocks are in memory if pieces are sent as
//! they come.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use bytes::{Bytes, BytesMut};
use futures_util::stream::{self, Stream};
use tokio::task::{JoinHandle, spawn_blocking};

use crate::http::upload::{PIECE, Upload};

/// The size of a block.
const BLOCK: usize = 1024 * 1024;

impl Upload {
    /// Sends a file, which is read while it is sent. Its length is determined now; a different length when it
    /// is sent is an error.
    ///
    /// # Errors
    ///
    /// When it cannot be opened.
    pub async fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref().to_owned();
        let opened = spawn_blocking(|| {
            let file = File::open(path)?;
            let length = file.metadata()?.len();
            io::Result::Ok((file, length))
        });
        let (file, length) = opened.await.map_err(io::Error::other)??;
        Ok(Self::stream(pieces(file)).length(length))
    }
}

/// A file that is being read.
struct Reading {
    /// Bytes that were read, but not passed on.
    block: Bytes,
    /// The previous blocks, whose memory is reused once all their pieces are gone.
    before: VecDeque<Bytes>,
    next: Next,
}

/// The next block.
enum Next {
    Unasked(File),
    Coming(JoinHandle<io::Result<(File, Bytes, usize)>>),
}

fn pieces(file: File) -> impl Stream<Item = io::Result<Bytes>> + Send {
    let next = Next::Unasked(file);
    let reading = Reading { block: Bytes::new(), before: VecDeque::new(), next };
    stream::unfold(Some(reading), async |reading| {
        let Reading { mut block, mut before, mut next } = reading?;
        if block.is_empty() {
            let coming = match next {
                Next::Unasked(file) => read(file, room(&mut before)),
                Next::Coming(coming) => coming,
            };
            match coming.await.unwrap_or_else(|error| Err(io::Error::other(error))) {
                Ok((.., 0)) => return None,
                Ok((file, whole, length)) => {
                    next = Next::Coming(read(file, room(&mut before)));
                    block = whole.slice(..length);
                    before.push_back(whole);
                }
                Err(error) => return Some((Err(error), None)),
            }
        }
        let piece = block.split_to(block.len().min(PIECE));
        Some((Ok(piece), Some(Reading { block, before, next })))
    })
}

/// Memory for a block: that of the oldest one, if all its pieces are gone.
fn room(before: &mut VecDeque<Bytes>) -> BytesMut {
    match before.pop_front().map(Bytes::try_into_mut) {
        Some(Ok(room)) => return room,
        Some(Err(oldest)) if before.len() < 2 => before.push_front(oldest),
        _ => {}
    }
    BytesMut::zeroed(BLOCK)
}

/// Begins to read a block, which stays empty at the end of the file.
fn read(mut file: File, mut room: BytesMut) -> JoinHandle<io::Result<(File, Bytes, usize)>> {
    spawn_blocking(move || {
        let mut length = 0;
        while length < room.len() {
            match file.read(&mut room[length..]) {
                Ok(0) => break,
                Ok(read) => length += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok((file, room.freeze(), length))
    })
}

#[cfg(test)]
mod tests {
    use futures_util::{StreamExt as _, TryStreamExt as _};

    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the file is temporary")]
    fn a_file_is_read_whole_in_pieces_however_long_it_is() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7] {
            let bytes: Vec<u8> = (0..length).map(|index| (index % 251) as u8).collect();
            let path =
                std::env::temp_dir().join(format!("guestlist-{}-{length}", std::process::id()));
            std::fs::write(&path, &bytes).unwrap();
            let all = runtime.block_on(async {
                let upload = Upload::open(&path).await.unwrap();
                assert_eq!(upload.known_length(), Some(length as u64));
                upload.into_pieces().try_collect::<Vec<_>>().await.unwrap()
            });
            std::fs::remove_file(&path).unwrap();
            assert!(all.iter().all(|piece| (1..=PIECE).contains(&piece.len())), "{length}");
            assert!(all.concat() == bytes, "{length}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_an_error_and_the_end() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        // A folder can be opened, but not read.
        let folder = File::open(std::env::temp_dir()).unwrap();
        let mut pieces = std::pin::pin!(pieces(folder));
        runtime.block_on(async {
            assert!(pieces.next().await.unwrap().is_err());
            assert!(pieces.next().await.is_none());
        });
    }
}

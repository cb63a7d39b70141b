use futures_util::FutureExt as _;

use super::*;

/// A reader that cannot be read.
struct Broken;

impl AsyncRead for Broken {
    fn poll_read(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        _: &mut tokio::io::ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        Poll::Ready(Err(std::io::Error::other("broken")))
    }
}

fn read(upload: Upload) -> Result<Vec<u8>, String> {
    let pieces = upload.into_pieces().try_collect::<Vec<_>>().now_or_never().unwrap();
    pieces.map(|all| all.concat()).map_err(|error| error.to_string())
}

#[test]
fn bytes_are_what_they_are_made_of() {
    let all = [
        Upload::from("film"),
        Upload::from("film".to_owned()),
        Upload::from(&b"film"[..]),
        Upload::from(b"film".to_vec()),
        Upload::from(Bytes::from_static(b"film")),
        // Their length is known.
        Upload::from("film").length(9),
    ];
    for upload in all {
        assert_eq!(upload.known_length(), Some(4));
        assert_eq!(format!("{upload:?}"), "Upload { content: Bytes, bytes: 4 }");
        assert!(upload == Upload::from("film") && upload != Upload::from("flim"));
        assert_eq!(upload.clone().base64().bytes().unwrap(), "ZmlsbQ==");
        assert_eq!(read(upload), Ok(b"film".to_vec()));
    }
}

#[test]
fn a_reader_is_read_to_its_end_or_its_error() {
    for length in [0, 1, PIECE, PIECE + 1, 3 * PIECE] {
        let bytes = vec![7; length];
        let upload = Upload::reader(std::io::Cursor::new(bytes.clone()));
        assert_eq!(upload.known_length(), None);
        let pieces = upload.into_pieces().try_collect::<Vec<_>>().now_or_never().unwrap();
        let pieces = pieces.unwrap();
        assert!(pieces.iter().all(|piece| (1..=PIECE).contains(&piece.len())), "{length}");
        assert!(pieces.concat() == bytes, "{length}");
    }
    assert_eq!(read(Upload::reader(Broken)), Err("broken".to_owned()));
}

#[test]
fn a_stream_is_equal_to_its_clones_and_is_used_up() {
    let stream = || Upload::stream(stream::iter([Ok::<_, std::io::Error>("film")]));
    let upload = stream();
    assert!(upload == upload.clone() && upload != stream() && upload != Upload::from("film"));
    assert_eq!(format!("{upload:?}"), "Upload { content: Stream, .. }");
    let known = stream().length(4);
    assert_eq!(format!("{known:?}"), "Upload { content: Stream, bytes: 4 }");
    assert_eq!(read(upload.clone()), Ok(b"film".to_vec()));
    // Setting another length does not change a stream that is gone.
    assert_eq!(read(upload.length(4)), Err("the stream was sent before".to_owned()));
}

#[test]
fn a_chain_is_one_body_after_the_other() {
    let stream = || Upload::stream(stream::iter([Ok::<_, std::io::Error>("film")]));
    let bytes = Upload::chain(vec!["a ".into(), "film".into()]);
    assert_eq!(bytes.bytes().unwrap(), "a film");
    for (middle, length) in [(stream(), None), (stream().length(4), Some(8))] {
        let all = Upload::chain(vec!["a ".into(), middle, " b".into()]);
        assert_eq!(all.known_length(), length);
        assert_eq!(read(all), Ok(b"a film b".to_vec()));
    }
}

#[test]
fn a_stream_is_the_same_in_base64_however_it_is_cut() {
    for pieces in [&["Aladdin", ":open", " ", "sesame"][..], &["Aladdin:open sesame"], &["", "A"]] {
        let whole = pieces.concat();
        let stream = stream::iter(pieces.to_vec()).map(Ok::<_, std::io::Error>);
        let encoded = Upload::stream(stream).length(whole.len() as u64).base64();
        let expected = base64::encode(whole.as_bytes());
        assert_eq!(encoded.known_length(), Some(expected.len() as u64));
        assert_eq!(read(encoded), Ok(expected.into_bytes()));
    }
}

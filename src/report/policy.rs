//! The content security policy of the page.

/// Hash of `assets/script.js`; the test below tells the new one after an edit.
const SCRIPT_HASH: &str = "sha256-vcRChvWvl5mugk/tjxwq4SYjSXsfxXF3hhlkjj42rtc=";
/// Hash of `assets/style.css`.
const STYLE_HASH: &str = "sha256-gAoW9BW8X1SzAjt9AMtlkqjhHOlUyG8Bs83T8+6C69E=";

/// Forbids the page to load, send or run anything but its own style and script.
pub(super) fn content_security_policy() -> String {
    format!(
        "default-src 'none'; style-src '{STYLE_HASH}'; script-src '{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'"
    )
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// How a content security policy names a text.
    pub(crate) fn hash_of(text: &str) -> String {
        format!("sha256-{}", base64(&sha256(text.as_bytes())))
    }

    #[test]
    fn hashes_are_those_of_the_assets() {
        let script = hash_of(super::super::SCRIPT);
        let style = hash_of(super::super::STYLE);
        assert_eq!((SCRIPT_HASH, STYLE_HASH), (script.as_str(), style.as_str()));
    }

    #[test]
    fn hash_function_agrees_with_the_standard() {
        // The examples of FIPS 180-4 and RFC 4648.
        let hex: Vec<String> = sha256(b"abc").iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            hex.concat(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(base64(b"fooba"), "Zm9vYmE=");
    }

    /// SHA-256, so that the test needs no dependency.
    fn sha256(message: &[u8]) -> Vec<u8> {
        let primes: Vec<u64> = (2u64..312).filter(|n| (2..*n).all(|d| n % d != 0)).collect();
        let constants: Vec<u32> = primes.iter().map(|&prime| root_fraction(prime, 3)).collect();
        let mut state: Vec<u32> = primes[..8].iter().map(|&prime| root_fraction(prime, 2)).collect();
        let mut bytes = message.to_vec();
        bytes.push(0x80);
        // Zeros up to eight bytes before the end of a block, where the length goes.
        bytes.resize((bytes.len() + 8).next_multiple_of(64) - 8, 0);
        bytes.extend((message.len() as u64 * 8).to_be_bytes());
        for block in bytes.chunks_exact(64) {
            compress(&mut state, &constants, block);
        }
        state.iter().flat_map(|word| word.to_be_bytes()).collect()
    }

    /// The first 32 bits of the fraction of the square or cube root, in integers.
    fn root_fraction(prime: u64, degree: u32) -> u32 {
        let scaled = u128::from(prime) << (32 * degree);
        let (mut low, mut high) = (0u128, 1u128 << 37);
        while high - low > 1 {
            let middle = low.midpoint(high);
            if middle.pow(degree) <= scaled {
                low = middle;
            } else {
                high = middle;
            }
        }
        u32::try_from(low & 0xffff_ffff).unwrap()
    }

    fn compress(state: &mut [u32], constants: &[u32], block: &[u8]) {
        let mut words: Vec<u32> = block
            .chunks_exact(4)
            .map(|c| u32::from_be_bytes(c.try_into().unwrap()))
            .collect();
        for i in 16..64 {
            let (near, far) = (words[i - 2], words[i - 15]);
            let small = far.rotate_right(7) ^ far.rotate_right(18) ^ (far >> 3);
            let large = near.rotate_right(17) ^ near.rotate_right(19) ^ (near >> 10);
            words.push(
                words[i - 16]
                    .wrapping_add(small)
                    .wrapping_add(words[i - 7])
                    .wrapping_add(large),
            );
        }
        let mut v: [u32; 8] = state.to_vec().try_into().unwrap();
        for i in 0..64 {
            let large = v[4].rotate_right(6) ^ v[4].rotate_right(11) ^ v[4].rotate_right(25);
            let choice = (v[4] & v[5]) ^ (!v[4] & v[6]);
            let one = [large, choice, constants[i], words[i]]
                .iter()
                .fold(v[7], |sum, x| sum.wrapping_add(*x));
            let small = v[0].rotate_right(2) ^ v[0].rotate_right(13) ^ v[0].rotate_right(22);
            let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
            v.rotate_right(1);
            v[4] = v[4].wrapping_add(one);
            v[0] = one.wrapping_add(small).wrapping_add(majority);
        }
        for (word, add) in state.iter_mut().zip(v) {
            *word = word.wrapping_add(add);
        }
    }

    fn base64(bytes: &[u8]) -> String {
        let alphabet: Vec<char> = ('A'..='Z')
            .chain('a'..='z')
            .chain('0'..='9')
            .chain(['+', '/'])
            .collect();
        let encode = |chunk: &[u8]| {
            let bits = (0..3).fold(0u32, |bits, i| bits << 8 | u32::from(*chunk.get(i).unwrap_or(&0)));
            let digit = move |i: usize| (bits >> (18 - 6 * i) & 63) as usize;
            (0..4)
                .map(|i| if i <= chunk.len() { alphabet[digit(i)] } else { '=' })
                .collect::<String>()
        };
        bytes.chunks(3).map(encode).collect()
    }
}

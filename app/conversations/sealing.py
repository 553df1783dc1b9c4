"""Seals what we answered with the visitor's own token: the database alone cannot read it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
TOKEN_BYTES = 32


def new_token() -> str:
    """A fresh visitor token: 256 random bits, base64url."""
    return secrets.token_urlsafe(TOKEN_BYTES)


@dataclass(frozen=True)
class Sealer:
    """Keyed digests and encryption; `pepper` is the installation's own secret, of any length."""

    pepper: bytes

    def conversation_id(self, token: str) -> str:
        """What we store instead of the token."""
        return self._digest(b"conversation", token.encode())

    def sender_id(self, conversation_id: str) -> str:
        """What Rasa knows the conversation by: not our id, so that no file of Rasa's leads back to our rows."""
        return self._digest(b"sender", conversation_id.encode())[:32]

    def signature(self, value: str) -> str:
        """Proof that `value` comes from us."""
        return self._digest(b"signature", value.encode())[:32]

    def receipt(self, conversation_id: str) -> str:
        """Proof of an erasure: the visitor can show it, nobody can find anything by it."""
        return self._digest(b"receipt", conversation_id.encode())[:24]

    def request_digest(self, token: str, request: bytes) -> str:
        """Tells whether two requests of one visitor are the same without keeping what they said."""
        return hmac.new(self._key(b"request", token), request, hashlib.sha256).hexdigest()

    def seal(self, token: str, plain: bytes) -> bytes:
        """`plain` encrypted for the holder of `token`."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(self._key(b"seal", token)).encrypt(nonce, plain, None)

    def open(self, token: str, sealed: bytes) -> bytes:
        """What was sealed for `token`; raises ValueError when it was sealed for another or has been changed."""
        try:
            return AESGCM(self._key(b"seal", token)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
        except InvalidTag:
            raise ValueError("not sealed for this token") from None

    def _digest(self, purpose: bytes, value: bytes) -> str:
        return hmac.new(self.pepper, purpose + b"\0" + value, hashlib.sha256).hexdigest()

    def _key(self, purpose: bytes, token: str) -> bytes:
        return hmac.new(self.pepper, purpose + b"\0" + token.encode(), hashlib.sha256).digest()

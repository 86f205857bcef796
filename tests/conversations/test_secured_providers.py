"""Providers over TLS, as all of those on the internet are."""

import asyncio
import ssl
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from domains.kit import clock, openai
from domains.kit.openai import Endpoint
from tests.conversations.replies import heard
from tests.support.provider import provider, text_of

NAME = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "provider")])


@pytest.fixture
def secured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate for this machine, which this process trusts."""
    key, now, path = ec.generate_private_key(ec.SECP256R1()), clock.now(), tmp_path / "provider.pem"
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder(NAME, NAME, key.public_key(), 1, now, now + timedelta(days=1))
    certificate = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + secret)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(path)
    return context


async def test_a_reply_over_tls_keeps_up_with_its_provider(secured: ssl.SSLContext) -> None:
    async with provider("says?tokens=400&rate=400", secured=secured) as served:
        async with asyncio.timeout(9):
            reply = await heard(Endpoint(served.url, "local"))
        await openai.close()

    assert (reply.text, reply.failure) == (text_of(400), None)

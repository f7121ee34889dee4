"""Certificates of authorities, out of the files that ITI and others publish: DER, PEM, PKCS#7."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bahiaservidor.documentos.assinatura import Raizes, exigir_complemento


def separar(arquivos: Iterable[bytes]) -> Raizes:
    """Return the certificates found: those that issued themselves are the roots, the others lead to them.

    What is not a certificate is passed over.
    """
    exigir_complemento()
    raizes, outras = dict[bytes, None](), dict[bytes, None]()
    for dados in arquivos:
        for der, propria in _certificados(dados):
            (raizes if propria else outras)[der] = None
    return Raizes(raizes=tuple(raizes), intermediarias=tuple(outras))


def _certificados(dados: bytes) -> Iterator[tuple[bytes, bool]]:
    from asn1crypto import cms, pem, x509  # type: ignore[import-untyped]

    try:
        ders = [der for _, _, der in pem.unarmor(dados, multiple=True)] if pem.detect(dados) else [dados]
    except ValueError:
        return
    for der in ders:
        try:
            certificado = x509.Certificate.load(der, strict=True)
            yield der, certificado.self_issued and certificado.ca is not False
            continue
        except (ValueError, TypeError):
            pass
        try:
            for escolha in cms.ContentInfo.load(der)["content"]["certificates"]:
                yield escolha.chosen.dump(), escolha.chosen.self_issued
        except (ValueError, TypeError, KeyError):
            continue

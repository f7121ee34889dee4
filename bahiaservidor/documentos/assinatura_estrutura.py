"""What the library does not look at in a signature: where it lies in the file, and the parts of it nobody signs.

A byte changed there deceives no one by itself, but a file with such a byte is not the file that was signed.
"""

from __future__ import annotations

from typing import Any, Final

_HEX: Final = (frozenset(b"0123456789abcdef"), frozenset(b"0123456789ABCDEF"))
_NULO: Final = (b"", b"\x05\x00")
_VERSOES: Final = frozenset({"v1", "v3", "v4", "v5"})
_INDEFINIDO: Final = 0x80


def faixa(assinatura: Any) -> list[int]:
    """Return the range of bytes a signature covers: start and length, twice."""
    return [int(numero) for numero in assinatura.byte_range]


def regular(pdf: bytes, assinatura: Any) -> bool:
    """Tell whether a signature is in the file as signers put it there, with nothing odd in what it does not cover."""
    return _no_lugar(pdf, assinatura) and _cms(assinatura)


def _no_lugar(pdf: bytes, assinatura: Any) -> bool:
    """Tell whether the range is the file but for the signature itself: the places, the digits, the padding after it.

    The library counts lengths only.
    """
    numeros = faixa(assinatura)
    if len(numeros) != 4 or numeros[0] != 0 or min(numeros) < 0 or numeros[2] + numeros[3] > len(pdf):
        return False
    vao = pdf[numeros[1] : numeros[2]]
    if len(vao) < 4 or len(vao) % 2 or vao[:1] != b"<" or vao[-1:] != b">":
        return False
    digitos = frozenset(vao[1:-1])
    if not any(digitos <= caixa for caixa in _HEX):
        return False
    conteudo = bytes.fromhex(vao[1:-1].decode("ascii"))
    fim = _fim(conteudo, 0)
    return conteudo == assinatura.pkcs7_content and fim is not None and not any(conteudo[fim:])


def sobra(pdf: bytes, assinatura: Any) -> bool:
    """Tell whether bytes that belong to no revision follow the last signature."""
    ultima = assinatura.signed_revision == assinatura.reader.xrefs.total_revisions - 1
    return ultima and bool(pdf[sum(faixa(assinatura)[2:]) :].strip())


def _cms(assinatura: Any) -> bool:
    """Tell whether the fields of the signature that its own digest leaves out agree with those it covers."""
    dados, quem = assinatura.signed_data, assinatura.signer_info
    resumos = list(dados["digest_algorithms"])
    sid, certificado = quem["sid"], assinatura.signer_cert
    if sid.name == "issuer_and_serial_number":
        emissor_serie = sid.chosen
        identificado = (
            quem["version"].native == "v1"
            and emissor_serie["serial_number"].native == certificado.serial_number
            and emissor_serie["issuer"].native == certificado.issuer.native
        )
    else:
        identificado = quem["version"].native == "v3" and sid.chosen.native == certificado.key_identifier
    return bool(
        identificado
        and dados["version"].native in _VERSOES
        and quem["digest_algorithm"]["algorithm"].native in [r["algorithm"].native for r in resumos]
        and all(r["parameters"].dump() in _NULO for r in (*resumos, quem["digest_algorithm"]))
        and all(c.chosen.native for c in dados["certificates"])
    )


def _fim(dados: bytes, inicio: int) -> int | None:
    """Return where the BER value at ``inicio`` ends, once every value inside a constructed one fills it exactly."""
    if inicio + 2 > len(dados):
        return None
    construido, tamanho, corpo = bool(dados[inicio] & 0x20), dados[inicio + 1], inicio + 2
    if dados[inicio] == 0 or dados[inicio] & 0x1F == 0x1F:
        return None  # padding and tags of many bytes have no place inside a signature
    if tamanho == _INDEFINIDO:
        return _fim_indefinido(dados, corpo) if construido else None
    if tamanho > _INDEFINIDO:
        quantos = tamanho & 0x7F
        corpo += quantos
        tamanho = int.from_bytes(dados[corpo - quantos : corpo], "big")
    fim = corpo + tamanho
    if fim > len(dados):
        return None
    while construido and corpo < fim:
        proximo = _fim(dados, corpo)
        if proximo is None or proximo > fim:
            return None
        corpo = proximo
    return fim


def _fim_indefinido(dados: bytes, corpo: int) -> int | None:
    while dados[corpo : corpo + 2] != b"\0\0":
        proximo = _fim(dados, corpo)
        if proximo is None:
            return None
        corpo = proximo
    return corpo + 2

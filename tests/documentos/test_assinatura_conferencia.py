"""Judging signatures: what holds, what was changed, what only looks the same; and files signed elsewhere."""

from __future__ import annotations

import datetime as dt
import importlib
import random
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from bahiaservidor.documentos.assinatura import ErroAssinatura, Raizes, Segredo
from bahiaservidor.documentos.assinatura_carimbo import Lugar
from bahiaservidor.documentos.assinatura_chaves import chave_a1
from bahiaservidor.documentos.assinatura_conferencia import conferir
from bahiaservidor.documentos.assinatura_conteudo import diferencas
from bahiaservidor.documentos.assinatura_importacao import Modo, comecos, confrontar, numeros_impressos
from bahiaservidor.documentos.assinatura_pdf import assinar
from bahiaservidor.documentos.assinatura_raizes import separar
from bahiaservidor.documentos.termo_posse import gerar
from tests.documentos import amostras
from tests.documentos import apoio_assinatura as icp
from tests.documentos.apoio_assinatura import AGORA, BENEDITO, DORALICE, SENHA


def boa(pdf: bytes) -> bool:
    """Tell whether a file passes in an installation that trusts our root."""
    try:
        return conferir(pdf, raizes=icp.confiaveis(), agora=AGORA).boa
    except ErroAssinatura:
        return False


def acrescentar(pdf: bytes, mudar: Callable[[Any], None]) -> bytes:
    """Return the PDF with an increment written by somebody who knows the format."""
    escrita: Any = importlib.import_module("pyhanko.pdf_utils.incremental_writer")
    escritor = escrita.IncrementalPdfFileWriter(BytesIO(pdf))
    mudar(escritor)
    saida = BytesIO()
    escritor.write(saida)
    return saida.getvalue()


def por_texto(escritor: Any) -> None:
    """Write over the first page."""
    generic: Any = importlib.import_module("pyhanko.pdf_utils.generic")
    tinta = b"q 0 0 0 rg 100 400 200 60 re f Q"
    escritor.add_stream_to_page(0, escritor.add_object(generic.StreamObject(stream_data=tinta)))


def por_nota(escritor: Any) -> None:
    """Add a note over the first page: no content of the page changes."""
    generic: Any = importlib.import_module("pyhanko.pdf_utils.generic")
    n = generic.pdf_name
    desenho = generic.StreamObject(
        {n("/Type"): n("/XObject"), n("/Subtype"): n("/Form"), n("/BBox"): generic.ArrayObject(
            [generic.NumberObject(x) for x in (0, 0, 200, 60)])},
        stream_data=b"0 0 0 rg 0 0 200 60 re f",
    )  # fmt: skip
    nota = generic.DictionaryObject(
        {
            n("/Type"): n("/Annot"), n("/Subtype"): n("/Stamp"), n("/F"): generic.NumberObject(4),
            n("/Rect"): generic.ArrayObject([generic.NumberObject(x) for x in (100, 400, 300, 460)]),
            n("/AP"): generic.DictionaryObject({n("/N"): escritor.add_object(desenho)}),
        }
    )  # fmt: skip
    pagina = escritor.root["/Pages"]["/Kids"][0]
    escritor.register_annotation(escritor.root["/Pages"]["/Kids"].raw_get(0), escritor.add_object(nota))
    escritor.update_container(pagina)


# ------------------------------------------------------------------ bytes changed


def test_no_changed_byte_passes() -> None:
    pdf = icp.assinado()
    achado = re.search(rb"<30[0-9a-fA-F]{200}", pdf)
    assert achado is not None
    vao = (achado.start(), pdf.index(b">", achado.start()))
    sorteio = random.Random(20260309)
    lugares = [sorteio.randrange(len(pdf)) for _ in range(25)]
    # The signature itself: half of it, at the start and the end, is signed by nobody.
    lugares += [sorteio.randrange(*vao) for _ in range(25)] + [vao[0] + n for n in range(5, 90, 9)] + [vao[1] - 1]
    passaram = []
    for lugar in lugares:
        mudado = bytearray(pdf)
        mudado[lugar] ^= 1 << sorteio.randrange(8)
        if boa(bytes(mudado)):
            passaram.append(lugar)
    assert boa(pdf)
    assert passaram == []


def test_one_byte_in_the_signed_text_is_told_as_altered() -> None:
    mudado = bytearray(icp.assinado())
    mudado[5000] ^= 1
    (veredito,) = conferir(bytes(mudado), raizes=icp.confiaveis(), agora=AGORA).assinaturas
    # The library's own "valid" would still be true here.
    assert not veredito.integro
    assert not veredito.bom
    assert "ALTERADO: o que está no arquivo não é o que foi assinado." in veredito.texto
    with pytest.raises(ErroAssinatura, match=r"A assinatura 1, de BENEDITO ARAUJO SACRAMENTO, não vale: ALTERADO"):
        confrontar(icp.termo(), bytes(mudado), raizes=icp.confiaveis(), agora=AGORA)


@pytest.mark.parametrize(
    ("mudar", "nomes"), [(por_texto, (BENEDITO, DORALICE)), (por_nota, (BENEDITO,))], ids=["texto", "nota"]
)
def test_content_added_after_the_signature_is_told(mudar: Callable[[Any], None], nomes: tuple[str, ...]) -> None:
    pdf = acrescentar(icp.assinado(*nomes), mudar)
    conferencia = conferir(pdf, raizes=icp.confiaveis(), agora=AGORA)
    assert not conferencia.boa
    assert all(not v.todo and v.integro for v in conferencia.assinaturas)
    assert "ALTERADO DEPOIS" in conferencia.assinaturas[0].texto
    with pytest.raises(ErroAssinatura, match="não vale: ALTERADO DEPOIS"):
        confrontar(icp.termo(), pdf, raizes=icp.confiaveis(), agora=AGORA)


def test_bytes_that_belong_to_nothing_after_the_signature_are_told() -> None:
    for resto in (b"%lixo", b"\n\n%%EOF\n"):
        pdf = icp.assinado() + resto
        assert not boa(pdf), resto
        with pytest.raises(ErroAssinatura):
            confrontar(icp.termo(), pdf, raizes=icp.confiaveis(), agora=AGORA)
    # Some signers end the file with one more line: that is nothing.
    assert boa(icp.assinado() + b"\n")


def test_content_changed_before_somebody_signs_is_refused_on_import() -> None:
    # The signature is perfect and the file begins with the issued bytes, but it is not what was issued that was signed.
    for mudar, motivo in ((por_texto, "o que se vê na página 1"), (por_nota, "a página 1 tem anotações que não são")):
        pdf = assinar(acrescentar(icp.termo(), mudar), icp.chave(), instante=AGORA)
        assert boa(pdf)
        with pytest.raises(ErroAssinatura, match=motivo):
            confrontar(icp.termo(), pdf, raizes=icp.confiaveis(), agora=AGORA)


def test_second_signature_that_covers_the_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # By the rules of form a second signature may be drawn anywhere: here, over what the first signer saw.
    from bahiaservidor.documentos import assinatura_carimbo, assinatura_pdf

    pdf = icp.assinado()
    por_cima = Lugar(pagina=0, x=90, y=400, largura=400, altura=200)
    monkeypatch.setattr(assinatura_pdf, "lugar_livre", lambda _: por_cima)
    desenhar = assinatura_carimbo.desenhar

    def opaco(lugar: Lugar, certificado: Any, instante: dt.datetime) -> bytes:
        from bahiaservidor.documentos.folha import Folha

        destino = BytesIO()
        folha = Folha(destino, tamanho=(lugar.largura, lugar.altura), titulo="", assunto="", autor="")
        folha.retangulo(0, 0, lugar.largura, lugar.altura, fundo=1.0)
        folha.nova_pagina()
        folha.salvar()
        return destino.getvalue()

    assert callable(desenhar)
    monkeypatch.setattr(assinatura_pdf, "desenhar", opaco)
    coberto = assinar(pdf, icp.chave(DORALICE), instante=AGORA)
    conferencia = conferir(coberto, raizes=icp.confiaveis(), agora=AGORA)
    assert all(v.bom for v in conferencia.assinaturas)
    assert not conferencia.boa
    assert (
        "Depois da primeira assinatura, o carimbo de uma assinatura cobre texto da página 1" in conferencia.problemas[0]
    )
    sozinha = assinar(icp.termo(), icp.chave(), instante=AGORA)
    with pytest.raises(ErroAssinatura, match="o carimbo de uma assinatura cobre texto da página 1"):
        confrontar(icp.termo(), sozinha, raizes=icp.confiaveis(), agora=AGORA)


# ------------------------------------------------------------------ who and whom to trust


def test_without_roots_the_chain_is_not_judged_and_nothing_is_said_to_be_good() -> None:
    conferencia = conferir(icp.assinado(), raizes=Raizes(), agora=AGORA)
    (veredito,) = conferencia.assinaturas
    assert conferencia.inalterada
    assert not conferencia.boa
    assert not veredito.confiavel
    assert "Cadeia não conferida: nenhuma autoridade raiz foi configurada." in veredito.texto


def test_verdict_says_who_when_whole_chain_and_revocation() -> None:
    (veredito,) = conferir(icp.assinado(), raizes=icp.confiaveis(), agora=AGORA).assinaturas
    assert veredito.frases == (
        "Assinado por BENEDITO ARAUJO SACRAMENTO (CPF ***.982.247-**, ICP do Recôncavo), com certificado emitido por "
        "AC Intermediária do Recôncavo v5.",
        "Em 09/03/2026, às 14:03:22 (-03:00), segundo o relógio de quem assinou (sem carimbo do tempo).",
        "O documento não foi alterado, e a assinatura cobre o arquivo inteiro.",
        "Cadeia confiável: chega a AC Raiz do Recôncavo.",
        "A revogação do certificado não foi consultada, porque a conferência se faz sem rede.",
    )
    assert "52998224725" not in veredito.texto


def _por(autoridade: icp.Par | None, **opcoes: Any) -> bytes:
    arquivo = icp.pkcs12_de(icp.emitir("ANÍSIO LEÃO", autoridade, **opcoes))
    return assinar(icp.termo(), chave_a1(arquivo, Segredo(SENHA), agora=AGORA), instante=AGORA)


def test_self_signed_foreign_and_expired_chains_are_told_apart() -> None:
    depois = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    vence = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    casos = [
        (_por(None), AGORA, "com certificado emitido por si mesmo", "emitido por si mesmo, e não por uma autoridade"),
        (_por(icp.emitir("AC Alheia", None, ca=True)), AGORA, "emitido por AC Alheia", "não leva a nenhuma"),
        (
            _por(icp.intermediaria(), fim=vence),
            depois,
            "",
            "o certificado venceu em 01/05/2026, e a hora declarada não",
        ),
    ]
    for pdf, quando, quem, motivo in casos:
        conferencia = conferir(pdf, raizes=icp.confiaveis(), agora=quando)
        (veredito,) = conferencia.assinaturas
        assert (veredito.integro, veredito.todo, veredito.confiavel, conferencia.boa) == (True, True, False, False)
        assert quem in veredito.texto
        assert "Cadeia não confiável: " in veredito.texto
        assert motivo in veredito.texto


def test_timestamp_proves_the_hour_and_outlives_the_certificate() -> None:
    from cryptography import x509 as cx509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
    from pyhanko.sign import signers, timestamps
    from pyhanko_certvalidator import ValidationContext

    keys: Any = importlib.import_module("asn1crypto.keys")
    x509: Any = importlib.import_module("asn1crypto.x509")
    modelo = icp.raiz()[1]
    # The library's own authority of time signs with RSA only.
    chave_tsa = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    certificado = (
        cx509.CertificateBuilder()
        .subject_name(cx509.Name([cx509.NameAttribute(NameOID.COMMON_NAME, "Carimbo do Tempo do Recôncavo")]))
        .issuer_name(icp.raiz()[1].subject)
        .public_key(chave_tsa.public_key())
        .serial_number(77)
        .not_valid_before(modelo.not_valid_before_utc)
        .not_valid_after(modelo.not_valid_after_utc)
        .add_extension(cx509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(icp.raiz()[0], hashes.SHA256())
    )
    privada = chave_tsa.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    tsa = timestamps.DummyTimeStamper(
        tsa_cert=x509.Certificate.load(certificado.public_bytes(serialization.Encoding.DER)),
        tsa_key=keys.PrivateKeyInfo.load(privada),
        fixed_dt=AGORA + dt.timedelta(seconds=30),
    )
    arquivo = icp.pkcs12_de(icp.emitir("ANÍSIO LEÃO", icp.intermediaria(), fim=dt.datetime(2026, 5, 1, tzinfo=dt.UTC)))
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    pdf = signers.sign_pdf(
        IncrementalPdfFileWriter(BytesIO(icp.termo())),
        signers.PdfSignatureMetadata(field_name="Assinatura1", md_algorithm="sha256"),
        chave_a1(arquivo, Segredo(SENHA), agora=AGORA).assinante,
        timestamper=tsa,
    ).getvalue()
    depois = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    (veredito,) = conferir(pdf, raizes=icp.confiaveis(), agora=depois).assinaturas
    assert veredito.bom, veredito.texto
    assert veredito.carimbado
    assert "17:03:52 (+00:00), provado por carimbo do tempo." in veredito.texto
    assert "Cadeia confiável na data do carimbo do tempo; o certificado venceu em 01/05/2026." in veredito.texto
    # A stamp of the whole document, as who archives it adds: it is told apart from who signs.
    raiz = x509.Certificate.load(icp.der(icp.raiz()))
    carimbado = signers.PdfTimeStamper(tsa).timestamp_pdf(
        IncrementalPdfFileWriter(BytesIO(pdf)),
        "sha256",
        ValidationContext(trust_roots=[raiz]),
    )
    conferencia = conferir(carimbado.getvalue(), raizes=icp.confiaveis(), agora=AGORA + dt.timedelta(hours=1))
    assert conferencia.boa, [v.texto for v in conferencia.assinaturas]
    assert conferencia.assinaturas[1].texto.startswith("Carimbo do tempo de Carimbo do Tempo do Recôncavo.")
    (sem_raiz,) = conferir(pdf, raizes=Raizes(), agora=AGORA).assinaturas
    assert not sem_raiz.carimbado
    assert "o carimbo do tempo que a acompanha não é confiável" in sem_raiz.texto


def test_a_name_with_control_characters_is_shown_in_one_line() -> None:
    arquivo = icp.pkcs12_de(icp.emitir("ANÍSIO\x1b[31m\nLEÃO\x07", icp.intermediaria()))
    pdf = assinar(icp.termo(), chave_a1(arquivo, Segredo(SENHA), agora=AGORA), instante=AGORA)
    (veredito,) = conferir(pdf, raizes=icp.confiaveis(), agora=AGORA).assinaturas
    assert veredito.signatario == "ANÍSIO [31m LEÃO"
    assert veredito.texto.isprintable()


def test_roots_are_read_from_der_pem_and_what_is_not_one_is_passed_over() -> None:
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

    raiz, abaixo = icp.raiz()[1], icp.intermediaria()[1]
    pem = raiz.public_bytes(Encoding.PEM) + abaixo.public_bytes(Encoding.PEM)
    for arquivos in ([icp.der(icp.raiz()), icp.der(icp.intermediaria())], [pem, b"lixo", pem],
                     [pkcs7.serialize_certificates([raiz, abaixo], Encoding.DER)]):  # fmt: skip
        achadas = separar(arquivos)
        assert achadas.raizes == (icp.der(icp.raiz()),)
        assert achadas.intermediarias == (icp.der(icp.intermediaria()),)


# ------------------------------------------------------------------ signed elsewhere


def test_issued_bytes_plus_signatures_is_the_strong_verdict() -> None:
    for pdf in (icp.assinado(), icp.assinado(BENEDITO, DORALICE)):
        confronto = confrontar(icp.termo(), pdf, raizes=icp.confiaveis(), agora=AGORA)
        assert confronto.modo is Modo.ACRESCIDO
        assert confronto.conferencia.boa
    assert icp.termo() in comecos(icp.assinado(BENEDITO, DORALICE))
    assert icp.assinado(BENEDITO) in comecos(icp.assinado(BENEDITO, DORALICE))


def test_file_written_again_by_the_signer_with_equal_contents_is_the_weaker_verdict() -> None:
    pdf = assinar(icp.regravado(icp.termo()), icp.chave(), instante=AGORA)
    assert not pdf.startswith(icp.termo())
    confronto = confrontar(icp.termo(), pdf, raizes=icp.confiaveis(), agora=AGORA)
    assert confronto.modo is Modo.REGRAVADO
    assert confronto.modo.frase == "O arquivo foi regravado pelo assinador; o conteúdo confere com o emitido."
    assert numeros_impressos(pdf)[0] == (12, 2026)


@pytest.mark.parametrize(
    ("fazer", "motivo"),
    [
        (lambda: icp.termo(), "não tem nenhuma assinatura eletrônica"),
        (lambda: assinar(gerar(amostras.TEMPORARIO), icp.chave(), instante=AGORA), "o texto da página 1"),
        (lambda: assinar(icp.regravado(icp.termo(), de=b" rg", para=b" rg 0.5 w"), icp.chave(), instante=AGORA), ""),
        (lambda: assinar(icp.regravado(icp.termo(), de=b"BT", para=b"3 0 0 3 0 0 cm BT"), icp.chave(), instante=AGORA,
                         carimbo=False), "o que se vê na página 1|o texto da página 1"),
        (lambda: assinar(gerar(amostras.POSSE, vias=2), icp.chave(), instante=AGORA), "tem 4 páginas, e o emitido tem"),
        (lambda: b"%PDF-1.7\nqualquer coisa", "não é um PDF íntegro"),
    ],
    ids=["sem-assinatura", "outro-papel", "sem-efeito", "regravado-mudado", "outras-paginas", "lixo"],
)  # fmt: skip
def test_what_is_not_the_issued_paper_is_refused_with_the_reason(fazer: Callable[[], bytes], motivo: str) -> None:
    if not motivo:
        # The control of the case that follows: written again, changed where nothing is drawn.
        assert confrontar(icp.termo(), fazer(), raizes=icp.confiaveis(), agora=AGORA).modo is Modo.REGRAVADO
        return
    with pytest.raises(ErroAssinatura, match=motivo) as recusa:
        confrontar(icp.termo(), fazer(), raizes=icp.confiaveis(), agora=AGORA)
    assert "Nada foi guardado" in str(recusa.value)


def test_active_content_is_told() -> None:
    from pypdf import PdfReader, PdfWriter

    escritor = PdfWriter(clone_from=PdfReader(BytesIO(icp.termo())))
    escritor.add_attachment("plano.txt", b"oi")
    saida = BytesIO()
    escritor.write(saida)
    (motivo,) = diferencas(icp.termo(), saida.getvalue())
    assert "age ou muda sozinho" in motivo


def test_signature_in_a_format_nobody_judges_is_told() -> None:
    pdf = icp.assinado().replace(b"/ETSI.CAdES.detached", b"/ETSI.CAdES.detachee")
    conferencia = conferir(pdf, raizes=icp.confiaveis(), agora=AGORA)
    assert not conferencia.boa
    assert conferencia.problemas == ("Há uma assinatura num formato que o programa não confere (ETSI.CAdES.detachee).",)

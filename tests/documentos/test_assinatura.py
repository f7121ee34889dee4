"""Signing with A1 files and tokens, the stamp on the page, and what is refused before anything is signed."""

from __future__ import annotations

import datetime as dt
import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from pypdf import PdfReader

from bahiaservidor.documentos import assinatura_chaves, termo_exercicio, termo_posse
from bahiaservidor.documentos.assinatura import ErroAssinatura, Raizes, Segredo, SemComplemento, separar_numero
from bahiaservidor.documentos.assinatura_carimbo import ALTURA, lugar_livre
from bahiaservidor.documentos.assinatura_chaves import chave_a1, chave_do_token, listar_token
from bahiaservidor.documentos.assinatura_conferencia import conferir
from bahiaservidor.documentos.assinatura_pdf import assinar
from tests.documentos import amostras
from tests.documentos import apoio_assinatura as icp
from tests.documentos.apoio_assinatura import AGORA, BENEDITO, DORALICE, SENHA

SOFTHSM = next((c for c in map(Path, ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm.so",
                                      "/usr/local/lib/softhsm/libsofthsm2.so")) if c.exists()), None)  # fmt: skip
TOKENS = ["simulado", *(["softhsm"] if SOFTHSM is not None and shutil.which("softhsm2-util") else [])]
"""The token in memory always; a real PKCS#11 library as well where one is installed."""


def campos(pdf: bytes) -> list[Any]:
    """Return the fields of the form."""
    raiz: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    return [campo.get_object() for campo in raiz["/AcroForm"]["/Fields"]]


# ------------------------------------------------------------------ the signature


def test_signature_is_pades_b_b_and_says_who_why_and_where() -> None:
    pdf = icp.assinado()
    assert pdf.startswith(icp.termo())
    (campo,) = campos(pdf)
    dados = campo["/V"]
    assert dados["/SubFilter"] == "/ETSI.CAdES.detached"
    assert dados["/Name"] == "BENEDITO ARAUJO SACRAMENTO"
    assert dados["/Reason"] == "Termo de posse"
    assert dados["/Location"] == "Salvador"
    assert dados["/M"] == "D:20260309140322-03'00'"
    cms: Any = importlib.import_module("asn1crypto.cms")

    assinatura = cms.ContentInfo.load(bytes(dados["/Contents"]))["content"]
    assert [a["algorithm"].native for a in assinatura["digest_algorithms"]] == ["sha256"]
    nomes = {c.chosen.subject.native["common_name"] for c in assinatura["certificates"]}
    assert nomes == {BENEDITO, "AC Intermediária do Recôncavo v5"}
    atributos = {a["type"].native for a in assinatura["signer_infos"][0]["signed_attrs"]}
    assert {"content_type", "message_digest", "signing_certificate_v2"} <= atributos
    # In PAdES the hour is in the dictionary, never in the attributes.
    assert "signing_time" not in atributos


def test_two_signers_side_by_side_and_the_first_stays_whole() -> None:
    pdf = icp.assinado(BENEDITO, DORALICE)
    assert pdf.startswith(icp.assinado(BENEDITO))
    conferencia = conferir(pdf, raizes=icp.confiaveis(), agora=AGORA)
    assert conferencia.boa
    assert [v.signatario for v in conferencia.assinaturas] == ["BENEDITO ARAUJO SACRAMENTO", "DORALICE PITANGA MOTA"]
    assert "depois dela só entraram outras assinaturas" in conferencia.assinaturas[0].texto
    assert "cobre o arquivo inteiro" in conferencia.assinaturas[1].texto
    (_, y1, x2, y2), (u1, v1, u2, v2) = ([float(n) for n in campo["/Rect"]] for campo in campos(pdf))
    assert (y1, y2) == (v1, v2)
    assert x2 < u1 < u2


@pytest.mark.parametrize(
    ("fazer", "paginas"),
    [
        (lambda: termo_posse.gerar(amostras.POSSE), 2),
        (lambda: termo_posse.gerar(amostras.LONGO), 2),
        (lambda: termo_exercicio.gerar(amostras.EXERCICIO), 1),
    ],
    ids=["posse", "longo", "exercicio"],
)
def test_stamps_touch_nothing_printed_and_fit_two_signers(fazer: Callable[[], bytes], paginas: int) -> None:
    pdf = fazer()
    assert len(PdfReader(BytesIO(pdf)).pages) == paginas
    _, _, letras = amostras.letras(pdf)[-1]
    for nome in (BENEDITO, DORALICE):
        pdf = assinar(pdf, icp.chave(nome), instante=AGORA)
    caixas = [[float(n) for n in campo["/Rect"]] for campo in campos(pdf)]
    for esquerda, baixo, direita, cima in caixas:
        cobertas = [
            letra.letra
            for letra in letras
            if letra.direita > esquerda and letra.esquerda < direita and letra.cima > baixo and letra.baixo < cima
        ]
        assert cobertas == []
    (a1, b1, c1, d1), (a2, b2, c2, d2) = caixas
    assert c1 <= a2 or c2 <= a1 or d1 <= b2 or d2 <= b1
    assert conferir(pdf, raizes=icp.confiaveis(), agora=AGORA).boa


def test_stamp_says_name_without_cpf_instant_with_offset_and_issuer_in_embedded_fonts() -> None:
    (campo,) = campos(icp.assinado())
    desenho = campo["/AP"]["/N"]
    carimbo = desenho["/Resources"]["/XObject"]["/Carimbo"]
    fontes = carimbo["/Resources"]["/Font"].values()
    assert fontes
    assert all("/FontFile2" in f.get_object()["/FontDescriptor"] for f in fontes if "Liberation" in f["/BaseFont"])
    assert not any("Helvetica" in f["/BaseFont"] for f in fontes)
    pdfium: Any = importlib.import_module("pypdfium2")
    # The fields of a page, flattened, are read as its text.
    documento = pdfium.PdfDocument(icp.assinado())
    documento.init_forms()
    pagina = documento[len(documento) - 1]
    pagina.flatten()
    documento_plano = BytesIO()
    documento.save(documento_plano)
    pagina.close()
    documento.close()
    texto = amostras.ler(documento_plano.getvalue())[-1]
    assert "Assinado eletronicamente" in texto
    assert "BENEDITO ARAUJO SACRAMENTO" in texto
    assert "09/03/2026, às 14:03:22 (-03:00)" in texto
    assert "Certificado emitido por AC Intermediária do Recôncavo v5" in texto
    assert "52998224725" not in texto


def test_full_sheet_takes_the_low_stamp_and_then_says_there_is_no_room() -> None:
    pdf = termo_posse.gerar(amostras.LONGO)
    alturas = []
    while (lugar := lugar_livre(pdf)) is not None:
        alturas.append(lugar.altura)
        pdf = assinar(pdf, icp.chave(), instante=AGORA)
    assert min(alturas) < ALTURA
    with pytest.raises(ErroAssinatura, match=r"não tem lugar livre para o carimbo\. Nada foi assinado; assine sem"):
        assinar(pdf, icp.chave(), instante=AGORA)
    invisivel = assinar(pdf, icp.chave(), instante=AGORA, carimbo=False)
    assert conferir(invisivel, raizes=icp.confiaveis(), agora=AGORA).boa


def test_what_is_no_pdf_is_refused_in_words() -> None:
    for ruim in (b"", b"isto nao e um pdf", icp.termo()[:700]):
        for carimbo in (True, False):
            with pytest.raises(ErroAssinatura, match="Nada foi assinado"):
                assinar(ruim, icp.chave(), instante=AGORA, carimbo=carimbo)


# ------------------------------------------------------------------ A1


def _sem_chave() -> bytes:
    _, certificado = icp.emitir("SEM CHAVE", icp.intermediaria())
    protecao = serialization.BestAvailableEncryption(SENHA.encode())
    return pkcs12.serialize_key_and_certificates(b"x", None, certificado, [icp.raiz()[1]], protecao)


def _emitido(**opcoes: Any) -> bytes:
    return icp.pkcs12_de(icp.emitir("ANÍSIO LEÃO:52998224725", icp.intermediaria(), **opcoes))


@pytest.mark.parametrize(
    ("arquivo", "senha", "frase"),
    [
        (lambda: icp.a1(), "outra", "A senha do certificado não confere"),
        (lambda: icp.a1(), "", "A senha do certificado não confere"),
        (lambda: b"%PDF-1.4", SENHA, r"não é um certificado A1 \(PKCS#12"),
        (lambda: b"", SENHA, "não é um certificado A1"),
        (lambda: icp.a1()[:-60], SENHA, "não é um certificado A1"),
        (_sem_chave, SENHA, "não tem a chave privada"),
        (lambda: _emitido(fim=dt.datetime(2026, 3, 9, 17, tzinfo=dt.UTC)), SENHA,
         "O certificado de ANÍSIO LEÃO venceu em 09/03/2026"),
        (lambda: _emitido(inicio=dt.datetime(2026, 3, 10, tzinfo=dt.UTC)), SENHA,
         "O certificado de ANÍSIO LEÃO só vale a partir de 10/03/2026"),
        (lambda: _emitido(assina=False), SENHA, "não foi emitido para assinar"),
    ],
    ids=["outra", "vazia", "pdf", "nada", "cortado", "sem-chave", "vencido", "futuro", "uso"],
)  # fmt: skip
def test_a1_that_cannot_sign_is_refused_in_words(arquivo: Callable[[], bytes], senha: str, frase: str) -> None:
    with pytest.raises(ErroAssinatura, match=f"{frase}.*Nada foi assinado") as recusa:
        chave_a1(arquivo(), Segredo(senha), agora=AGORA)
    # Nothing of the secret, nor of what the library said of it, goes with the refusal.
    assert SENHA not in repr(recusa.value)
    assert recusa.value.__cause__ is None


def test_a1_without_password_and_with_an_accented_one_are_read() -> None:
    par = icp.emitir("ANÍSIO LEÃO", icp.intermediaria())
    for senha in ("", "maçã-€"):
        assert chave_a1(icp.pkcs12_de(par, senha), Segredo(senha), agora=AGORA).certificado.nome == "ANÍSIO LEÃO"


def test_a_secret_never_shows_itself_and_can_be_forgotten() -> None:
    segredo = Segredo(SENHA)
    assert SENHA not in f"{segredo} {segredo!r}"
    segredo.apagar()
    assert segredo.revelar() == b""
    assert not segredo


def test_number_after_the_name_is_masked() -> None:
    assert separar_numero("JACIRA D’ÁVILA:52998224725") == ("JACIRA D’ÁVILA", "CPF ***.982.247-**")
    assert separar_numero("Empresa Ltda: 11222333000181") == ("Empresa Ltda", "CNPJ 11.222.333/0001-81")
    assert separar_numero("Jacira: a Bela") == ("Jacira: a Bela", "")


# ------------------------------------------------------------------ tokens


@pytest.fixture(params=TOKENS)
def modulo(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module with a token “Servidor”, PIN 1234, a certificate “Assinatura” with its key and one of an authority."""
    par = icp.emitir(BENEDITO, icp.intermediaria())
    if request.param == "simulado":
        ficha = icp.FichaSimulada("Servidor", "1234", {"Assinatura": par}, [icp.intermediaria()])
        monkeypatch.setattr(assinatura_chaves, "carregar_modulo", lambda _: icp.ModuloSimulado(ficha))
        return "simulado.so"
    return _softhsm(par, tmp_path, monkeypatch)


def _softhsm(par: icp.Par, pasta: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    import pkcs11
    from pkcs11 import Attribute
    from pkcs11.util.ec import encode_named_curve_parameters
    from pkcs11.util.x509 import decode_x509_certificate

    (pasta / "fichas").mkdir()
    (pasta / "softhsm.conf").write_text(f"directories.tokendir = {pasta / 'fichas'}\nlog.level = ERROR\n", "utf-8")
    monkeypatch.setenv("SOFTHSM2_CONF", str(pasta / "softhsm.conf"))
    comando = ["softhsm2-util", "--init-token", "--free", "--label", "Servidor", "--pin", "1234", "--so-pin", "5678"]
    subprocess.run(comando, check=True, capture_output=True, env=os.environ)
    biblioteca = pkcs11.lib(str(SOFTHSM))
    biblioteca.reinitialize()
    with biblioteca.get_token(token_label="Servidor").open(rw=True, user_pin="1234") as sessao:
        segredo = par[0].private_numbers().private_value.to_bytes(32, "big")
        comum = {Attribute.TOKEN: True, Attribute.LABEL: "Assinatura", Attribute.ID: b"\x01"}
        privada = {
            Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY,
            Attribute.KEY_TYPE: pkcs11.KeyType.EC,
            Attribute.PRIVATE: True,
            Attribute.SENSITIVE: True,
            Attribute.SIGN: True,
            Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1"),
            Attribute.VALUE: segredo,
        }
        sessao.create_object(comum | privada)
        da_ac = {Attribute.LABEL: "AC 0", Attribute.ID: b"\x02"}
        for dono, proprios in ((par, {}), (icp.intermediaria(), da_ac)):
            publico = {**decode_x509_certificate(icp.der(dono)), Attribute.PRIVATE: False}
            sessao.create_object(comum | publico | proprios)
    return str(SOFTHSM)


def test_token_is_listed_and_signs(modulo: str) -> None:
    listados = {(c.ficha, c.rotulo, c.certificado.nome, c.com_chave) for c in listar_token(modulo)}
    assert listados == {
        ("Servidor", "Assinatura", "BENEDITO ARAUJO SACRAMENTO", True),
        ("Servidor", "AC 0", "AC Intermediária do Recôncavo v5", False),
    }
    with chave_do_token(modulo, pin=Segredo("1234"), agora=AGORA, ficha="Servidor", rotulo="Assinatura") as chave:
        pdf = assinar(icp.termo(), chave, instante=AGORA)
    (veredito,) = conferir(pdf, raizes=icp.confiaveis(), agora=AGORA).assinaturas
    assert veredito.bom, veredito.texto


@pytest.mark.parametrize(
    ("opcoes", "frase"),
    [
        ({"pin": Segredo("9999")}, "O PIN do token não confere"),
        ({"ficha": "Outro"}, "O token “Outro” não está ligado. Nada foi assinado; os encontrados são: “Servidor”"),
        ({"rotulo": "Outro"}, "não tem o certificado “Outro”"),
        ({"rotulo": "AC 0"}, "não tem o certificado “AC 0”"),
        ({"agora": dt.datetime(2031, 1, 1, tzinfo=dt.UTC)}, "venceu em 01/01/2030"),
    ],
)
def test_token_that_cannot_sign_is_refused_in_words(modulo: str, opcoes: dict[str, Any], frase: str) -> None:
    pedido: dict[str, Any] = {"pin": Segredo("1234"), "agora": AGORA} | opcoes
    with pytest.raises(ErroAssinatura, match=frase) as recusa, chave_do_token(modulo, **pedido):
        pass
    assert "Nada foi assinado" in str(recusa.value)


def test_missing_module_missing_token_and_more_than_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ruim = tmp_path / "ruim.so"
    ruim.write_text("não é uma biblioteca", "utf-8")
    for caminho, frase in (("", "Falta indicar o módulo"), (str(ruim), "não pôde ser carregado")):
        with pytest.raises(ErroAssinatura, match=frase):
            listar_token(caminho)
    monkeypatch.setattr(assinatura_chaves, "carregar_modulo", lambda _: icp.ModuloSimulado())
    with pytest.raises(ErroAssinatura, match="Nenhum token foi encontrado"):
        listar_token("x.so")
    duas = [icp.FichaSimulada(rotulo, "1", {"a": icp.emitir("A", None), "b": icp.emitir("B", None)}) for rotulo in "xy"]
    monkeypatch.setattr(assinatura_chaves, "carregar_modulo", lambda _: icp.ModuloSimulado(*duas))
    with pytest.raises(ErroAssinatura, match="mais de um token ligado: “x”, “y”"), chave_do_token(
        "x.so", pin=Segredo("1"), agora=AGORA
    ):  # fmt: skip
        pass
    with pytest.raises(ErroAssinatura, match="mais de um certificado: “a”, “b”"), chave_do_token(
        "x.so", pin=Segredo("1"), agora=AGORA, ficha="x"
    ):  # fmt: skip
        pass


# ------------------------------------------------------------------ without the extra


def test_absence_of_the_extra_is_one_sentence_that_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    arquivo, termo = icp.a1(), icp.termo()
    chave = icp.chave()
    for nome in [n for n in sys.modules if n.split(".")[0] in ("pyhanko", "pkcs11")]:
        monkeypatch.delitem(sys.modules, nome)
    monkeypatch.setitem(sys.modules, "pyhanko", None)
    monkeypatch.setitem(sys.modules, "pkcs11", None)
    chamadas: list[Callable[[], object]] = [
        lambda: chave_a1(arquivo, Segredo(SENHA), agora=AGORA),
        lambda: assinar(termo, chave, instante=AGORA),
        lambda: conferir(termo, raizes=Raizes(), agora=AGORA),
        lambda: listar_token("x.so"),
    ]
    for chamada in chamadas:
        with pytest.raises(SemComplemento, match=r'instale-o com pip install "bahiaservidor\[assinatura\]"'):
            chamada()


def test_nothing_imports_the_extra_before_it_is_used() -> None:
    programa = (
        "import sys\n"
        "from bahiaservidor.servicos import assinaturas, assinaturas_chaves, assinaturas_raizes\n"
        "from bahiaservidor.documentos import assinatura_conferencia, assinatura_importacao, assinatura_pdf\n"
        "pesados = {'pyhanko', 'pkcs11', 'asn1crypto', 'cryptography', 'reportlab', 'pypdfium2', 'pypdf'}\n"
        "print(sorted(pesados & {n.split('.')[0] for n in sys.modules}))\n"
    )
    feito = subprocess.run([sys.executable, "-c", programa], capture_output=True, text=True, check=True)
    assert feito.stdout.strip() == "[]"


def test_a_stamp_keeps_a_long_name_inside_its_box() -> None:
    certificado = replace(
        icp.chave().certificado, nome=amostras.NOME_LONGO.upper(), emissor="AC " + "Muito Longa " * 12
    )
    from bahiaservidor.documentos.assinatura_carimbo import Lugar, desenhar

    for altura in (54.0, 30.0):
        lugar = Lugar(pagina=0, x=0, y=0, largura=221, altura=altura)
        ((largura, alto, letras),) = amostras.letras(desenhar(lugar, certificado, AGORA))
        assert letras
        assert all(x.direita < largura - 2 and x.esquerda > 2 and x.baixo > 1 and x.cima < alto - 1 for x in letras)

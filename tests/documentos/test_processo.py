"""The process file: order, numbers where they are seen, blank pages out, volumes of a size, the same bytes again."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image, ImageChops, ImageOps
from pypdf import PdfReader

from bahiaservidor.documentos import peca_pdf, processo
from bahiaservidor.documentos.base import Cancelamento
from bahiaservidor.documentos.modelos import OrgaoEmissor
from bahiaservidor.documentos.processo import Montado
from bahiaservidor.documentos.processo_capa import DadosProcesso, ItemIndice, desenhar_capa, encaminhamento, memorias
from bahiaservidor.documentos.processo_folhas import ParteProcesso
from bahiaservidor.documentos.processo_imagem import MARGEM, pagina_da_imagem
from bahiaservidor.documentos.textos import ler_modelo
from bahiaservidor.estatuto.erros import ErroDominio

from . import arquivos
from .amostras import NOME_LONGO, ler
from .apoio import fora_das_margens, sem_memoria

MB = 1024 * 1024
DADOS = DadosProcesso(
    orgao=OrgaoEmissor(nome="Secretaria da Administração", municipio="Salvador"),
    modelo=ler_modelo("processo"),
    provimento="posse",
    interessado="Jacira São João D’Ávila",
    cargo="Analista Técnico",
    assunto="Posse em cargo público (Lei nº 6.677/1994, arts. 16 a 22)",
    data=dt.date(2026, 3, 2),
    numero="009.1234.2026.0001234-56",
    matricula="92116599",
    destino="Coordenação de Provimento",
)


def parte(titulo: str, dados: bytes, midia: str = "application/pdf") -> ParteProcesso:
    return ParteProcesso(titulo=titulo, midia=midia, ler=lambda: dados)


def montar(partes: Sequence[ParteProcesso], *, limite: int = 15 * MB, dados: DadosProcesso = DADOS) -> Montado:
    return processo.montar(partes, dados, nome="posse-92116599", limite=limite)


def textos(pdf: bytes) -> list[str]:
    """Return the text of each page, white space made single spaces."""
    return [" ".join(pagina.extract_text().split()) for pagina in PdfReader(BytesIO(pdf)).pages]


def numeros(pdf: bytes) -> list[int]:
    """Return the number stamped on each sheet, which is the last thing read on it; the cover has none."""
    achados = [re.search(r"fl\. (\d+)$", texto) for texto in textos(pdf)]
    return [int(achado.group(1)) for achado in achados[1:] if achado is not None]


def tinta_no_canto(pdf: bytes, pagina: int) -> tuple[bool, bool]:
    """Tell whether there is ink in the upper right corner of a page as it is seen, and elsewhere along its top."""
    documento = pypdfium2.PdfDocument(pdf)
    try:
        figura: Any = documento[pagina].render(scale=2, grayscale=True).to_pil()
    finally:
        documento.close()
    canto = figura.crop((figura.width - 140, 0, figura.width, 56))
    resto = figura.crop((0, 0, figura.width - 140, 56))
    return canto.getextrema()[0] < 100, resto.getextrema()[0] < 100


PARTES = [
    parte("Ato de nomeação", arquivos.pdf("Ato", 2)),
    parte("Documento de identidade", arquivos.imagem("JPEG"), "image/jpeg"),
    parte("Termo de posse", arquivos.pdf("Termo", 3, brancas=(2,))),
]


def test_folhas_na_ordem_com_indice_marcadores_e_termo_no_fim() -> None:
    with montar(PARTES) as montado:
        (volume,) = montado.volumes
        pdf = montado.ler(1)
    assert (volume.nome, volume.inicio, volume.fim, volume.tamanho) == ("posse-92116599-1.pdf", 1, 6, len(pdf))
    assert montado.folhas == 6
    assert numeros(pdf) == [1, 2, 3, 4, 5, 6]
    capa, *resto = textos(pdf)
    for linha in (
        "Ato de nomeação (fls. 1 a 2)", "Documento de identidade (fl. 3)", "Termo de posse (fls. 4 a 5)",
        "Termo de encaminhamento (fl. 6)", "Páginas em branco retiradas, que não se contam: Termo de posse, p. 2.",
        "PROCESSO DE POSSE", "Volume único, fls. 1 a 6", "Jacira São João D’Ávila", "92.116.599",
        "009.1234.2026.0001234-56",
    ):  # fmt: skip
        assert linha in capa
    assert [texto.split(" fl.")[0] for texto in resto[:2]] == ["Ato, p. 1", "Ato, p. 2"]
    assert [texto.split(" fl.")[0] for texto in resto[3:5]] == ["Termo, p. 1", "Termo, p. 3"]
    assert "O processo tem 6 folhas, numeradas de 1 a 6, esta incluída, num só volume" in resto[5]
    leitor = PdfReader(BytesIO(pdf))
    marcas: Any = leitor.outline
    assert [(marca.title, leitor.get_destination_page_number(marca)) for marca in marcas] == [
        ("Capa e índice", 0), ("Ato de nomeação", 1), ("Documento de identidade", 3), ("Termo de posse", 4),
        ("Termo de encaminhamento", 6),
    ]  # fmt: skip
    anotacoes: Any = leitor.pages[0]["/Annots"]
    destinos = [leitor.get_page_number(leitor.get_object(a.get_object()["/Dest"][0])) for a in anotacoes]  # type: ignore[arg-type]
    assert destinos == [1, 3, 4, 6]
    assert leitor.page_labels == ["i", "1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize("giro", [0, 90, 180, 270])
@pytest.mark.parametrize("caixa", [None, (50.0, 60.0, 500.0, 800.0)])
def test_o_numero_fica_no_alto_a_direita_de_quem_le(giro: int, caixa: tuple[float, float, float, float] | None) -> None:
    with montar([parte("Giro", arquivos.pdf("Giro", giro=giro, caixa=caixa))]) as montado:
        pdf = montado.ler(1)
    assert numeros(pdf) == [1, 2]
    assert tinta_no_canto(pdf, 1) == (True, False)


def test_sobre_um_topo_escuro_o_numero_ganha_fundo_branco() -> None:
    with montar([parte("Escuro", arquivos.pdf("Escuro", topo=True))]) as montado:
        pdf = montado.ler(1)
    documento = pypdfium2.PdfDocument(pdf)
    figura: Any = documento[1].render(scale=2, grayscale=True).to_pil()
    documento.close()
    canto = figura.crop((figura.width - 110, 20, figura.width - 36, 52))
    claros = sum(canto.histogram()[230:])
    assert 0.4 < claros / (canto.width * canto.height) < 1
    assert figura.getpixel((10, 10)) < 30


def test_quem_deixa_as_coordenadas_mudadas_nao_leva_o_numero_junto() -> None:
    from reportlab.pdfgen.canvas import Canvas

    saida = BytesIO()
    canvas = Canvas(saida, pagesize=(595, 842))
    canvas._code.append("q 0.1 0 0 0.1 300 300 cm q")  # type: ignore[attr-defined]
    canvas.drawString(100, 100, "Aberto")
    canvas.save()
    with montar([parte("Aberto", saida.getvalue())]) as montado:
        pdf = montado.ler(1)
    assert tinta_no_canto(pdf, 1) == (True, False)


@pytest.mark.parametrize(
    ("dados", "midia", "fica"),
    [
        (arquivos.imagem("PNG", desenho=False), "image/png", False),
        (arquivos.imagem("JPEG"), "image/jpeg", True),
        (arquivos.pdf(brancas=(1,)), "application/pdf", False),
    ],
)
def test_o_que_esta_em_branco_sai_e_e_dito(dados: bytes, midia: str, fica: bool) -> None:
    with montar([parte("Ato", arquivos.pdf()), parte("Verso", dados, midia)]) as montado:
        assert montado.folhas == (3 if fica else 2)
        assert montado.avisos == (() if fica else ("“Verso” ficou fora: todas as suas páginas estão em branco.",))
        assert ("Verso, p. 1" in textos(montado.ler(1))[0]) is not fica


def test_poeira_na_digitalizacao_e_branco_e_uma_linha_escrita_nao() -> None:
    def verso(tracos: Callable[[Any], None]) -> bytes:
        figura = Image.new("L", (1240, 1754), 247)
        tracos(figura)
        saida = BytesIO()
        figura.save(saida, "PNG")
        return saida.getvalue()

    def poeira(figura: Any) -> None:
        for n in range(8):
            figura.putpixel((100 + 130 * n, 200 + 170 * n), 60)

    def visto(figura: Any) -> None:
        from PIL import ImageDraw

        ImageDraw.Draw(figura).text((300, 900), "Visto. Em 2/3.", fill=40, font_size=34)

    for tracos, folhas in ((poeira, 2), (visto, 3)):
        with montar([parte("Ato", arquivos.pdf()), parte("Verso", verso(tracos), "image/png")]) as montado:
            assert montado.folhas == folhas


def test_volumes_ate_o_limite_sem_cortar_documento_e_numeracao_seguida() -> None:
    partes = [parte(f"Anexo {n}", arquivos.ruido(230, n), "image/png") for n in range(1, 7)]
    partes.insert(3, parte("Termo de posse", arquivos.pdf("Termo", 4)))
    limite = 600 * 1024
    with montar(partes, limite=limite) as montado:
        pdfs = [montado.ler(volume.numero) for volume in montado.volumes]
    assert len(pdfs) > 1
    assert all(len(pdf) <= limite for pdf in pdfs)
    assert montado.avisos == ()
    assert [n for pdf in pdfs for n in numeros(pdf)] == list(range(1, montado.folhas + 1))
    cortes = {volume.inicio for volume in montado.volumes}
    assert cortes <= {item.inicio for item in montado.indice}
    for numero, pdf in enumerate(pdfs, start=1):
        capa = textos(pdf)[0]
        volume = montado.volumes[numero - 1]
        assert f"Volume {numero} de {len(pdfs)}, fl" in capa
        assert "Termo de posse (fls. 4 a 7)" in capa
        assert volume.nome == f"posse-92116599-{numero}.pdf"
    assert f"em {len(pdfs)} volumes" in textos(pdfs[-1])[-1]


def test_um_documento_maior_que_o_volume_vai_sozinho_com_aviso() -> None:
    partes = [parte("Ato", arquivos.pdf()), parte("Diploma", arquivos.ruido(420), "image/png")]
    with montar(partes, limite=300 * 1024) as montado:
        assert [(v.inicio, v.fim) for v in montado.volumes] == [(1, 1), (2, 2), (3, 3)]
        assert "“Diploma” passa sozinho do tamanho de um volume" in montado.avisos[0]


def test_montado_de_novo_da_os_mesmos_bytes() -> None:
    def bytes_dele() -> list[bytes]:
        with montar(PARTES, limite=200 * 1024) as montado:
            return [montado.ler(volume.numero) for volume in montado.volumes]

    assert bytes_dele() == bytes_dele()


def test_o_termo_que_cresce_conta_as_proprias_folhas() -> None:
    dados = arquivos.pdf()
    partes = [parte(f"Documento número {n}{' de título que não acaba' * 9}", dados) for n in range(1, 17)]
    with montar(partes) as montado:
        paginas = textos(montado.ler(1))
        folhas = montado.folhas
    assert folhas == 18
    assert f"O processo tem {folhas} folhas, numeradas de 1 a {folhas}" in paginas[-2]
    assert paginas[-1].endswith(f"fl. {folhas}")
    assert "não acaba (fl. 16)" in " ".join(paginas[:4])


@pytest.mark.parametrize(
    ("dados", "dito"),
    [
        (arquivos.cifrado(), "“Laudo” está protegido por senha"),
        (arquivos.pdf()[:300], "“Laudo” está danificado"),
        (b"nada", "“Laudo” está danificado"),
    ],
)
def test_a_parte_que_nao_se_le_e_nomeada(dados: bytes, dito: str) -> None:
    with pytest.raises(ErroDominio, match=dito) as erro:
        montar([parte("Ato", arquivos.pdf()), parte("Laudo", dados)])
    assert "Nada foi montado" in erro.value.mensagem


def test_sem_documento_ou_so_com_branco_nao_ha_processo() -> None:
    with pytest.raises(ErroDominio, match="nenhum documento"):
        montar([])
    with pytest.raises(ErroDominio, match="estão em branco"):
        montar([parte("Branco", arquivos.pdf(brancas=(1,)))])


def test_cancelar_para_no_meio() -> None:
    vistas = []

    def cancelado() -> bool:
        vistas.append(1)
        return len(vistas) > 3

    with pytest.raises(Cancelamento):
        processo.montar(PARTES, DADOS, nome="x", limite=MB, cancelado=cancelado)
    assert len(vistas) == 4


def test_a_pagina_desenhada_aos_pedacos_continua_inteira() -> None:
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject, NumberObject

    escritor = PdfWriter(clone_from=BytesIO(arquivos.pdf("Aos pedaços")))
    folha: Any = escritor.pages[0]
    inteiro = folha["/Contents"].get_data()
    pedacos = ArrayObject()
    for dados in (inteiro, b"q 1 0 0 1 0 -50 cm", inteiro):
        fluxo = DecodedStreamObject()
        fluxo.set_data(dados)
        pedacos.append(escritor._add_object(fluxo))
    folha[NameObject("/Contents")] = escritor._add_object(pedacos)
    folha[NameObject("/Rotate")] = escritor._add_object(NumberObject(90))
    with montar([parte("Aos pedaços", arquivos.escrito(escritor))]) as montado:
        pdf = montado.ler(1)
    assert textos(pdf)[1].count("Aos pedaços, p. 1") == 2
    assert tinta_no_canto(pdf, 1) == (True, False)


def test_nada_leva_para_fora_do_processo() -> None:
    from pypdf import PdfWriter
    from pypdf.annotations import Link

    escritor = PdfWriter(clone_from=BytesIO(arquivos.pdf(paginas=2)))
    escritor.add_annotation(page_number=0, annotation=Link(rect=(10, 10, 90, 90), url="https://exemplo.invalid/"))
    escritor.add_annotation(page_number=0, annotation=Link(rect=(10, 10, 90, 90), target_page_index=1))
    with montar([parte("Com ligações", arquivos.escrito(escritor))]) as montado:
        pdf = montado.ler(1)
    assert b"exemplo.invalid" not in pdf
    assert "/Annots" not in PdfReader(BytesIO(pdf)).pages[1]


@pytest.mark.parametrize("orientacao", range(1, 9))
def test_a_foto_fica_de_pe(orientacao: int) -> None:
    figura = Image.open(BytesIO(arquivos.imagem("PNG", (300, 400)))).convert("RGB")
    figura.paste((200, 0, 0), (0, 0, 90, 60))
    exif = Image.Exif()
    exif[0x0112] = orientacao
    saida = BytesIO()
    figura.save(saida, "JPEG", exif=exif, quality=95)
    certa = ImageOps.exif_transpose(Image.open(BytesIO(saida.getvalue()))).convert("RGB")
    documento = pypdfium2.PdfDocument(pagina_da_imagem(saida.getvalue()))
    posta: Any = documento[0].render(scale=4 / 3).to_pil().convert("RGB")
    documento.close()
    x, y = (posta.width - certa.width) // 2, (posta.height - certa.height) // 2
    diferenca = ImageChops.difference(posta.crop((x, y, x + certa.width, y + certa.height)), certa).convert("L")
    assert sum(diferenca.histogram()[90:]) < 0.02 * certa.width * certa.height
    assert (posta.width > posta.height) == (certa.width > certa.height)


@pytest.mark.parametrize("modo", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_todo_png_tem_folha(modo: str) -> None:
    figura = Image.new("L", (200, 300), 128)
    figura = Image.new("I;16", (200, 300), 128 * 257) if modo == "I;16" else figura.convert(modo)
    saida = BytesIO()
    figura.save(saida, "PNG")
    documento = pypdfium2.PdfDocument(pagina_da_imagem(saida.getvalue()))
    posta: Any = documento[0].render(scale=1).to_pil().convert("L")
    documento.close()
    centro = posta.crop((posta.width // 2 - 40, posta.height // 2 - 40, posta.width // 2 + 40, posta.height // 2 + 40))
    tons = centro.histogram()
    assert abs(sum(i * n for i, n in enumerate(tons)) / sum(tons) - 128) < 3
    assert posta.getpixel((int(MARGEM) - 4, posta.height // 2)) == 255


def test_capa_e_termo_cabem_nas_margens_e_explicam_as_datas() -> None:
    longo = replace(DADOS, interessado=NOME_LONGO, cargo="Cargo " * 30, destino="Coordenação " * 14)
    itens = [ItemIndice(titulo="Certidão " * 20, inicio=n, fim=n, em_branco=(2, 3)) for n in range(1, 41)]
    capa, _ = desenhar_capa(longo, itens, volume=1, volumes=1)
    termo = peca_pdf.gerar(encaminhamento(longo, itens, folhas=9, volumes=2, assinadas=True, uma_folha=False))
    assert fora_das_margens(capa) == []
    assert fora_das_margens(termo) == []
    assert sem_memoria(capa, memorias(longo)) == sem_memoria(termo, memorias(longo)) == set()
    assert NOME_LONGO.split()[-1] in ler(capa)[0]

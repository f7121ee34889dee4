"""Cost of a termo de posse against a bare reportlab one of the same content, as JSON.

Both are drawn in one run on one machine, in turns, and measured in CPU time: a ratio holds where milliseconds would
not.  The bare one is what reportlab's own platypus does with the same sentences, boxes of fields, signature lines,
fonts and QR code (its own widget), without keeping groups together, trying smaller bodies or marking the file for
archiving.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RAIZ))

LIMITE = 1.5
"""Ceiling of the ratio of CPU time per termo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plano:
    """A termo as plain strings: what the bare drawing starts from, taken from the very blocks that ours draws."""

    timbre: Sequence[str]
    titulo: Sequence[str]
    partes: Sequence[tuple[str, Any]]
    rodape: str
    qr: str


def main() -> int:
    """Measure and print; 0 also when over the ceiling, which the output says."""
    opcoes = _opcoes()
    lote = _dados(opcoes.termos)
    medidas: dict[str, Any] = {"termos": opcoes.termos, "rodadas": opcoes.rodadas}
    medidas.update(_medir(lote, opcoes.rodadas))
    if opcoes.servico:
        medidas["servico"] = _servico(opcoes.servico)
    medidas["limites"] = {
        nome: {"limite": LIMITE, "medido": medidas[nome], "dentro": medidas[nome] <= LIMITE}
        for nome in ("um_pdf_razao", "um_por_termo_razao")
    }
    sys.stdout.write(json.dumps(medidas, ensure_ascii=False, indent=1) + "\n")
    return 0


def _opcoes() -> argparse.Namespace:
    analisador = argparse.ArgumentParser(description="Mede o custo de um termo e escreve os números em JSON.")
    analisador.add_argument("--termos", type=int, default=1000, help="quantos termos em cada medida")
    analisador.add_argument("--rodadas", type=int, default=1, help="quantas vezes cada medida")
    analisador.add_argument("--servico", type=int, default=1000, help="termos do registro ao PDF (0: não mede)")
    return analisador.parse_args()


def _dados(quantos: int) -> list[Any]:
    from bahiaservidor.documentos.modelos import IdentificacaoDocumento
    from tests.documentos.amostras import POSSE

    return [
        replace(
            POSSE,
            identificacao=IdentificacaoDocumento(numero=str(n), ano=2026, selo=f"{n:016x}"),
            empossado=replace(POSSE.empossado, nome=f"{POSSE.empossado.nome} {n}", matricula=f"{92000000 + n}"),
            concurso=replace(POSSE.concurso, classificacao=f"{n}º lugar"),
        )
        for n in range(1, quantos + 1)
    ]


def _medir(lote: Sequence[Any], rodadas: int) -> dict[str, Any]:
    from bahiaservidor.documentos import termo_posse
    from bahiaservidor.documentos.base import registrar_fontes
    from bahiaservidor.documentos.textos import ler_modelo

    registrar_fontes()
    modelo = ler_modelo("termo_posse")
    planos = [_plano(dados, modelo) for dados in lote]
    casos: dict[str, tuple[Callable[[], int], Callable[..., int]]] = {
        "um_pdf": (
            lambda: len(termo_posse.gerar_lote(lote, modelo=modelo)),
            lambda com_qr=True: len(_nu(planos, com_qr)),
        ),
        "um_por_termo": (
            lambda: sum(len(termo_posse.gerar(dados, modelo=modelo)) for dados in lote),
            lambda com_qr=True: sum(len(_nu([plano], com_qr)) for plano in planos),
        ),
    }
    medidas: dict[str, Any] = {}
    for nome, (nosso, nu) in casos.items():
        nossos, nus, razoes, sem_qr, tamanhos = [], [], [], [], (0, 0)
        for _ in range(rodadas):
            a, tamanho_a = _cpu(nosso)
            b, tamanho_b = _cpu(nu)
            c, _ = _cpu(partial(nu, com_qr=False))
            nossos.append(a)
            nus.append(b)
            razoes.append(a / b)
            sem_qr.append(a / c)
            tamanhos = (tamanho_a, tamanho_b)
        medidas[f"{nome}_ms"] = round(min(nossos) * 1000 / len(lote), 3)
        medidas[f"{nome}_nu_ms"] = round(min(nus) * 1000 / len(lote), 3)
        medidas[f"{nome}_razao"] = round(statistics.median(razoes), 3)
        # Reportlab's QR code costs more than all the rest of its termo: ours, with one, against theirs without.
        medidas[f"{nome}_razao_contra_sem_qr"] = round(statistics.median(sem_qr), 3)
        medidas[f"{nome}_kb"] = [round(tamanho / 1024 / len(lote), 1) for tamanho in tamanhos]
    return medidas


def _cpu(fazer: Callable[[], int]) -> tuple[float, int]:
    gc.collect()
    inicio = time.process_time()
    tamanho = fazer()
    return time.process_time() - inicio, tamanho


# ------------------------------------------------------------------ the bare termo


def _plano(dados: Any, modelo: Any) -> Plano:
    from bahiaservidor.documentos import blocos as b
    from bahiaservidor.documentos.termo_posse_desenho import TermoPosse

    termo = TermoPosse(dados, modelo=modelo, via=None)
    partes: list[tuple[str, Any]] = []
    for grupo in termo.corpo_texto(10.8):
        for bloco in grupo:
            if isinstance(bloco, b.Paragrafo):
                paragrafo: Any = bloco._paragrafo
                marca = paragrafo.bulletText if hasattr(paragrafo, "bulletText") else None
                partes.append(("texto", (bloco.texto, marca)))
            elif isinstance(bloco, b.Quadro):
                linhas = [[(c.rotulo, c.valor or "", c.peso, c.negrito) for c in linha] for linha in bloco.linhas]
                partes.append(("quadro", (bloco.titulo.upper(), linhas)))
            elif isinstance(bloco, b.Assinaturas):
                partes.append(("assinaturas", [(i.nome or "", i.detalhe, i.qualidade) for i in bloco.itens]))
            elif isinstance(bloco, b.Anotacao):
                partes.append(("caixa", bloco.texto))
    marca_do_papel = termo.marca
    assert marca_do_papel is not None
    return Plano(
        timbre=[t for t, _, _ in termo._niveis()],
        titulo=[termo.especie.upper(), f"nº {termo.identificacao.numero_e_ano}"],
        partes=partes,
        rodape=f"{termo.titulo} · modelo v. {termo.identificacao.versao_modelo}",
        qr=marca_do_papel.texto_qr,
    )


def _nu(planos: Sequence[Plano], com_qr: bool) -> bytes:
    """Return the termos as whoever knows reportlab would draw them: flowables in a `SimpleDocTemplate`."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import PageBreak, SimpleDocTemplate

    saida = BytesIO()
    documento = SimpleDocTemplate(
        saida, pagesize=A4, leftMargin=85, rightMargin=57, topMargin=48, bottomMargin=57, title="Termo de posse",
        initialFontName="LiberationSerif-Regular", invariant=1, pageCompression=1,
    )  # fmt: skip
    fluxo: list[Any] = []
    atual = {"plano": planos[0]}
    for plano in planos:
        if fluxo:
            fluxo.append(PageBreak())
        fluxo.append(_comeca(atual, plano))
        fluxo.extend(_partes_nuas(plano))

    def rodape(tela: Any, _documento: Any) -> None:
        plano = atual["plano"]
        tela.setFont("LiberationSans-Regular", 7.5)
        tela.drawString(85, 43, plano.rodape)
        tela.drawRightString(490, 43, f"Página {tela.getPageNumber()}")
        tela.drawRightString(490, 33, f"Código {plano.qr[-32:]}")
        tela.line(85, 54, 538, 54)
        if com_qr:
            _qr_nu(plano.qr).drawOn(tela, 497, 12)

    # The footer of a page is drawn at its end, when it is known whose it is.
    documento.build(fluxo, onFirstPage=_nada, onLaterPages=_nada, canvasmaker=_tela_com(rodape))
    return saida.getvalue()


def _nada(_tela: Any, _documento: Any) -> None:
    return None


def _tela_com(rodape: Callable[[Any, Any], None]) -> Any:
    from reportlab.pdfgen.canvas import Canvas

    class Tela(Canvas):
        def showPage(self) -> None:  # noqa: N802 (reportlab's name)
            rodape(self, None)
            super().showPage()

    return Tela


def _comeca(atual: dict[str, Plano], plano: Plano) -> Any:
    from reportlab.platypus import Flowable

    class Comeca(Flowable):
        def wrap(self, _largura: float, _altura: float) -> tuple[float, float]:
            return 0, 0

        def draw(self) -> None:
            atual["plano"] = plano

    return Comeca()


def _qr_nu(texto: str) -> Any:
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing

    widget = QrCodeWidget(texto, barLevel="M", barBorder=0)
    x0, y0, x1, y1 = widget.getBounds()
    lado = 41.0
    desenho = Drawing(lado, lado, transform=[lado / (x1 - x0), 0, 0, lado / (y1 - y0), 0, 0])
    desenho.add(widget)
    return desenho


def _partes_nuas(plano: Plano) -> list[Any]:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import HRFlowable, Paragraph, Spacer, Table, TableStyle

    serifa, negrito, sem = "LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSans-Regular"
    corpo = ParagraphStyle("corpo", fontName=serifa, fontSize=10, leading=13, alignment=4, spaceBefore=4)
    item = ParagraphStyle("item", parent=corpo, leftIndent=18, bulletFontName=serifa, bulletFontSize=10)
    centro = ParagraphStyle("centro", fontName=serifa, fontSize=10, leading=13, alignment=1)
    titulo = ParagraphStyle("titulo", fontName=negrito, fontSize=14, leading=18, alignment=1, spaceBefore=8)
    rotulo = ParagraphStyle("rotulo", fontName="LiberationSans-Bold", fontSize=7.5, leading=10, spaceBefore=7)
    campo = TableStyle(
        [
            ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
            ("FONT", (0, 0), (-1, 0), sem, 6.8, 8), ("FONT", (0, 1), (-1, 1), serifa, 10.2, 12),
            ("LINEBELOW", (0, 1), (-1, 1), 0.35, (0.45, 0.45, 0.45)),
        ]
    )  # fmt: skip
    valor = ParagraphStyle("valor", fontName=serifa, fontSize=10.2, leading=12)
    partes: list[Any] = [Paragraph(linha, centro) for linha in plano.timbre]
    partes += [HRFlowable(width="100%", thickness=0.8), Paragraph(plano.titulo[0], titulo)]
    partes.append(Paragraph(plano.titulo[1], centro))
    for especie, conteudo in plano.partes:
        if especie == "texto":
            texto, marca = conteudo
            partes.append(Paragraph(texto, item if marca else corpo, bulletText=marca))
        elif especie == "quadro":
            partes.append(Paragraph(conteudo[0], rotulo))
            for linha in conteudo[1]:
                pesos = sum(peso for _, _, peso, _ in linha)
                # A value that may be long has to break, and only a paragraph does.
                valores = [
                    Paragraph(f"<b>{v}</b>", valor) if forte else Paragraph(v, valor) if len(v) > 24 else v
                    for _, v, _, forte in linha
                ]
                larguras = [453 * peso / pesos for _, _, peso, _ in linha]
                partes.append(Table([[r for r, _, _, _ in linha], valores], colWidths=larguras, style=campo))
        elif especie == "assinaturas":
            celulas = ["\n".join(filter(None, ("_" * 40, *trecho))) for trecho in conteudo]
            celulas += [""] * (len(celulas) % 2)
            pares = [celulas[i : i + 2] for i in range(0, len(celulas), 2)]
            estilo: Any = [("FONT", (0, 0), (-1, -1), serifa, 10, 12), ("ALIGN", (0, 0), (-1, -1), "CENTER")]
            partes += [Spacer(1, 24), Table(pares, colWidths=[226, 226], style=estilo)]
        else:
            caixa: Any = [("BOX", (0, 0), (-1, -1), 0.4, (0.45, 0.45, 0.45)), ("FONT", (0, 0), (-1, -1), sem, 8, 12)]
            partes += [Spacer(1, 10), Table([[conteudo]], colWidths=[453], style=caixa)]
    return partes


# ------------------------------------------------------------------ from the registry


def _servico(quantos: int) -> dict[str, Any]:
    """Return the cost of a batch from the registry to the PDF, numbered and kept, on an invented registry."""
    from bahiaservidor.cli import main as comando
    from bahiaservidor.montagem import desmontar, montar
    from bahiaservidor.servicos import papeis, papeis_lote
    from bahiaservidor.servicos.tipos.lote import PedidoDoLote

    hoje = date(2026, 11, 20)
    with tempfile.TemporaryDirectory(prefix="bahiaservidor-papeis-", ignore_cleanup_errors=True) as pasta:
        banco = Path(pasta) / "registro.sqlite3"
        sys.stderr.write("construindo o registro\n")
        argumentos = ["--servidores", "20", "--semente", "1", "--em", hoje.isoformat()]
        with redirect_stdout(StringIO()):
            comando(["--banco", str(banco), "demo", *argumentos])
        ctx = montar(banco)
        try:
            bons = _empossar(ctx, quantos, hoje)
            pedido = PedidoDoLote(especie="termo_posse", ids=bons)
            reunir, _ = _cpu(lambda: len(papeis_lote.falhas(ctx, pedido=pedido, hoje=hoje)))
            alguns = bons[: min(50, len(bons))]
            um_a_um, _ = _cpu(lambda: sum(len(papeis.termo_posse(ctx, vinculo_id=v, hoje=hoje).pdf) for v in alguns))
            inicio = time.perf_counter()
            tudo, _ = _cpu(lambda: len(papeis_lote.emitir_lote(ctx, pedido=pedido, hoje=hoje).documentos))
            relogio = time.perf_counter() - inicio
        finally:
            desmontar(ctx)
    return {
        "termos": len(bons),
        "reunir_ms": round(reunir * 1000 / len(bons), 3),
        "emitir_lote_ms": round(tudo * 1000 / len(bons), 3),
        "emitir_lote_relogio_s": round(relogio, 1),
        "um_a_um_sem_guardar_ms": round(um_a_um * 1000 / len(alguns), 3),
    }


def _empossar(ctx: Any, quantos: int, hoje: date) -> list[int]:
    """Name and swear in so many candidates of a new concurso, and return their vínculos."""
    from bahiaservidor.registro import livro
    from bahiaservidor.registro.cadastro import lancar_cadastro
    from bahiaservidor.servicos import cadastros, provimento
    from bahiaservidor.servicos.tipos import DadosPessoa, Instrumento, PedidoAto

    unidade = cadastros.unidades(ctx)[0].id
    with ctx.banco.escrita() as conexao:
        op = livro.abrir_operacao(conexao, instante=ctx.relogio.agora(), usuario="medida")

        def criar(tipo: str, **conteudo: Any) -> int:
            return lancar_cadastro(conexao, op, sujeito_tipo=tipo, conteudo=conteudo)

        cargo = criar("cargo", nome="Analista de Medidas", natureza="permanente")
        criar("vaga", cargo_id=cargo, quantidade=quantos, lei="Lei 1/2000")
        concurso = criar("concurso", edital="Edital 1/2025", homologacao=date(2025, 6, 2), validade_meses=24)
        lista = criar("lista", concurso_id=concurso, cargo_id=cargo, modalidade="Ampla concorrência")
        candidatos = [
            criar("candidato", lista_id=lista, classificacao=n, nome=f"Candidata Número {n}", situacao="a_nomear")
            for n in range(1, quantos + 1)
        ]
    decreto = Instrumento(numero="23.456", data=date(2026, 10, 20), doe_edicao="24.310", doe_data=date(2026, 10, 21))
    vinculos = []
    for numero, candidato in enumerate(candidatos, start=1):
        pessoa = DadosPessoa(nome=f"Candidata Número {numero}", nascimento=date(1990, 1, 1))
        nomeacao = {"publicacao": "2026-10-21", "candidato": candidato, "cargo": cargo, "unidade": unidade}
        pedido = PedidoAto(tipo="nomeacao", conteudo=nomeacao, pessoa=pessoa, instrumento=decreto)
        nomeado = provimento.registrar(ctx, pedido=pedido, hoje=hoje)
        posse = PedidoAto(tipo="posse", conteudo={"data": "2026-11-09"}, servidor_id=nomeado.servidor_id)
        vinculos.append(provimento.registrar(ctx, pedido=posse, hoje=hoje).vinculo_id or 0)
    return vinculos


if __name__ == "__main__":
    raise SystemExit(main())

"""Cover sheet of a reprint: which paper, its digest, who asked and why; and cover and paper in one file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from io import BytesIO

from bahiaservidor.documentos.modelos import IdentificacaoDocumento, OrgaoEmissor
from bahiaservidor.documentos.peca import Assinam, Assinatura, Campo, Campos, DataImpressa, LocalData, Peca, Texto
from bahiaservidor.documentos.textos import ModeloTexto
from bahiaservidor.estatuto.formatos.datas import formatar_data


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosSegundaVia:
    """What the cover says; ``vez`` counts the reprints of the paper, this one included."""

    orgao: OrgaoEmissor
    documento: str
    especie: str
    numero: str
    emitido_em: dt.date
    emitido_por: str
    modelo_versao: str
    codigo: str
    hash: str
    pedida_por: str
    motivo: str
    em: dt.date
    vez: int


def montar(dados: DadosSegundaVia, modelo: ModeloTexto) -> Peca:
    """Return the cover sheet."""
    p = modelo.paragrafo
    grupos_do_codigo = " ".join(dados.codigo[i : i + 4] for i in range(0, len(dados.codigo), 4))
    vez = p("contagem_primeira") if dados.vez == 1 else p("contagem", vez=str(dados.vez))
    campos = [
        [Campo("Documento", dados.documento, negrito=True)],
        [Campo("Espécie", dados.especie, 2), Campo("Número", dados.numero)],
        [
            Campo("Emitido em", formatar_data(dados.emitido_em)),
            Campo("Emitido por", dados.emitido_por or "–", 2),
            Campo("Versão do modelo", dados.modelo_versao or "–"),
        ],
        [Campo("Código do documento", grupos_do_codigo or "–")],
        [Campo("Resumo SHA-256 do arquivo", dados.hash)],
    ]
    pedido = p("pedido", data=formatar_data(dados.em), por=dados.pedida_por, motivo=dados.motivo)
    return Peca(
        chave="segunda_via",
        titulo=modelo.titulo,
        assunto=dados.documento,
        orgao=dados.orgao,
        identificacao=IdentificacaoDocumento(versao_modelo=modelo.versao),
        grupos=[
            [Texto(texto=p("abertura"))],
            [Campos(titulo="Documento reproduzido", linhas=campos)],
            [Texto(texto=p("conferencia"))],
            [Texto(texto=pedido), Texto(texto=vez), Texto(texto=p("validade"))],
            [LocalData(data=dados.em), Assinam(itens=modelo.assinar(Assinatura(None, "Responsável pela segunda via")))],
        ],
        memorias=(
            DataImpressa(data=dados.emitido_em, rotulo="emissão do documento", origem="documentos emitidos"),
            DataImpressa(data=dados.em, rotulo="dia do pedido da segunda via", origem="dia em que foi pedida"),
        ),
    )


def juntar(capa: bytes, documento: bytes) -> bytes:
    """Return cover and paper as one PDF to print; the contents of the paper's pages are the very same."""
    from pypdf import PdfReader, PdfWriter

    # Begun from the cover: its metadata and colour profile, and so its mark for the long term, hold for the whole.
    saida = PdfWriter(clone_from=PdfReader(BytesIO(capa)))
    for pagina in PdfReader(BytesIO(documento)).pages:
        saida.add_page(pagina)
    escrito = BytesIO()
    saida.write(escrito)
    return escrito.getvalue()

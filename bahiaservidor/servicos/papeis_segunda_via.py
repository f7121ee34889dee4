"""A reprint: the stored bytes unchanged, after a cover sheet that says so; each one is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Final

from ..documentos import segunda_via as documento
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.datas import formatar_data
from ..registro.consultas import livro_papeis as consultas
from ..relogio import fuso_da_bahia
from . import modelos_documento
from .contexto import Contexto
from .papeis_emissao import PDF, Gemeo, bytes_de, emitir, gemeos_de, nome_da_especie, nome_de_arquivo
from .papeis_peca import cabecalho, orgao_da_instalacao, papel_da_peca
from .permissoes import Permissao, exige
from .tipos import DocumentoEmitido

SEGUNDA_VIA: Final = "segunda_via"
"""The kind of the cover sheets; ``origem_id`` is the paper reprinted."""

COPIA: Final = "segunda_via_impressa"
"""The kind of cover and paper in one file; ``origem_id`` is the cover."""

_MAIOR_MOTIVO: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class SegundaVia:
    """A reprint: the cover as kept, the stored bytes, and both in one PDF to print.

    ``junto`` is None where joining would spoil the paper: a signed one, which is valid only as the file it is, or one
    that is not a PDF.
    """

    capa: DocumentoEmitido
    nome_capa: str
    nome_documento: str
    nome_junto: str
    pdf_capa: bytes = field(repr=False)
    original: bytes = field(repr=False)
    junto: bytes | None = field(repr=False)


@exige(Permissao.EMITIR_DOCUMENTO)
def segunda_via(ctx: Contexto, *, documento_id: int, motivo: str, hoje: date, pedida_por: str = "") -> SegundaVia:
    """Issue the cover sheet of a reprint and return it with the paper's own bytes, unchanged.

    ``pedida_por`` is who asked, the user when empty.  ErroDominio, with nothing recorded, without a motive, for a paper
    that does not exist or is itself a reprint, or when what is kept is not what was issued.
    """
    motivo = " ".join(motivo.split())
    if not motivo or len(motivo) > _MAIOR_MOTIVO:
        raise ErroDominio(
            f"Diga o motivo da segunda via, em até {_MAIOR_MOTIVO} letras. Nada foi emitido; escreva-o e repita."
        )
    original = bytes_de(ctx, documento_id=documento_id)
    with ctx.banco.leitura() as conexao:
        linha = consultas.por_id(conexao, documento_id)
        assert linha is not None
        if linha.especie in (SEGUNDA_VIA, COPIA):
            raise ErroDominio(
                "Isto já é uma segunda via. Nada foi emitido; peça a segunda via do documento que ela reproduz."
            )
        vez = consultas.quantas_de_origem(conexao, documento_id, SEGUNDA_VIA) + 1
        orgao_id = linha.orgao_id or orgao_da_instalacao(conexao)
        peca = documento.montar(
            documento.DadosSegundaVia(
                orgao=cabecalho(conexao, linha.orgao_id or None),
                documento=linha.titulo,
                especie=nome_da_especie(linha.especie),
                numero=f"{linha.numero}/{linha.ano}",
                emitido_em=linha.emitido_em.astimezone(fuso_da_bahia()).date(),
                emitido_por=linha.emitido_por,
                modelo_versao=linha.modelo_versao,
                codigo=linha.codigo,
                hash=linha.hash,
                pedida_por=pedida_por.strip() or ctx.usuario,
                motivo=motivo.rstrip("."),
                em=hoje,
                vez=vez,
            ),
            modelos_documento.modelo(conexao, SEGUNDA_VIA, orgao_id),
        )
    papel = papel_da_peca(
        peca,
        ano=hoje.year,
        orgao_id=orgao_id,
        # The count keeps two reprints of one paper, asked on the same day for the same reason, from being one.
        assunto=f"{linha.titulo} ({vez}ª reimpressão, {formatar_data(hoje)})",
        outros={"servidor_id": linha.servidor_id, "vinculo_id": linha.vinculo_id, "origem_id": documento_id},
    )
    nome = nome_de_arquivo(linha.especie, linha.numero, linha.ano, "segunda via", vez)
    desenhar = papel.desenhar
    assert desenhar is not None
    if _se_junta(linha):
        gemeo = Gemeo(sufixo="impressa", nome_arquivo=nome, midia=PDF, fazer=partial(_juntar, desenhar, original))
        papel = replace(papel, gemeos=(gemeo,))
    capa = emitir(ctx, papel=papel)
    impressa = next((g for g in gemeos_de(ctx, documento_id=capa.id) if g.especie == COPIA), None)
    return SegundaVia(
        capa=capa,
        nome_capa=nome_de_arquivo(linha.especie, linha.numero, linha.ano, "folha de rosto", vez),
        nome_documento=_nome_do_original(linha),
        nome_junto=nome,
        pdf_capa=bytes_de(ctx, documento_id=capa.id),
        original=original,
        junto=None if impressa is None else bytes_de(ctx, documento_id=impressa.id),
    )


@exige(Permissao.EMITIR_DOCUMENTO)
def junta(ctx: Contexto, *, documento_id: int) -> bool:
    """Tell whether the reprint of a paper also comes as one file (`SegundaVia.junto`)."""
    with ctx.banco.leitura() as conexao:
        linha = consultas.por_id(conexao, documento_id)
    return linha is not None and _se_junta(linha)


def _se_junta(linha: consultas.LinhaLivro) -> bool:
    return linha.midia == PDF and not linha.especie.endswith("_assinado")


_SUFIXOS: Final = {"docx": ".docx", "xlsx": ".xlsx", "csv": ".csv", "ics": ".ics"}


def _nome_do_original(linha: consultas.LinhaLivro) -> str:
    nome = nome_de_arquivo(linha.especie, linha.numero, linha.ano)
    sufixo = _SUFIXOS.get(linha.especie.rpartition("_")[2], ".pdf") if linha.midia != PDF else ".pdf"
    return nome.removesuffix(".pdf") + sufixo


def _juntar(desenhar: Callable[[int], bytes], original: bytes, numero: int) -> bytes:
    return documento.juntar(desenhar(numero), original)

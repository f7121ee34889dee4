"""The file of who is in quarantine: what can be read of it, and why the rest cannot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from ..estatuto.atos.catalogo import POR_TIPO
from ..estatuto.prazo import Prazo
from ..registro.conexao import Conexao
from ..registro.consultas import agenda as consultas_da_agenda
from ..registro.consultas import ficha as consultas
from ..registro.consultas import minutas as consultas_de_minutas
from ..registro.livro import historico_bruto, ler_linha
from ..registro.quarentena import ILEGIVEL, EntradaIlegivel, PessoaEmQuarentena, anotar
from .agenda import linha_prazo
from .fichas import campos_em_palavras, minuta_da_ficha, rotulo_da_entrada, vinculos_da_ficha
from .papeis_emissao import documento_emitido
from .tipos import DadosPessoa, EntradaLivro, Ficha


def ficha_em_quarentena(
    conexao: Conexao,
    servidor_id: int,
    dados: DadosPessoa,
    erro: PessoaEmQuarentena | EntradaIlegivel,
    *,
    moveis: Mapping[int, Prazo],
    hoje: date,
) -> Ficha:
    """Return the file as it was last stored, with the book as it is written and the sentence that explains it."""
    apartada = anotar(
        conexao, servidor_id, erro.apartada.ato_id if isinstance(erro, PessoaEmQuarentena) else None, erro
    )
    vinculos = vinculos_da_ficha(conexao, servidor_id, moveis, hoje)
    linhas = consultas_da_agenda.do_servidor(conexao, servidor_id, hoje=hoje, ajustados=moveis)
    return Ficha(
        servidor_id=servidor_id,
        dados=dados,
        situacao=vinculos[-1].situacao if vinculos else None,
        vinculos=vinculos,
        prazos=tuple(linha_prazo(linha) for linha in linhas),
        marcas=(),
        periodos=(),
        historico=tuple(_entrada(linha) for linha in historico_bruto(conexao, servidor_id)),
        documentos=tuple(documento_emitido(linha) for linha in consultas.documentos(conexao, servidor_id)),
        minutas=tuple(
            minuta_da_ficha(gravada)
            for gravada in consultas_de_minutas.listar(conexao, estados=(), servidor_id=servidor_id)
        ),
        propostas=(),
        ressalvas=(),
        unificado_em=consultas.unificado_em(conexao, servidor_id),
        quarentena=apartada.frase(),
    )


def _entrada(linha: Any) -> EntradaLivro:
    """Return an entry of the book in words when it can be read, as it is stored when it cannot."""
    instante = _instante(linha.registrado_em)
    try:
        lida = ler_linha(linha)
        rotulo, campos = rotulo_da_entrada(lida), campos_em_palavras(lida, {})
        data = lida.data_legal or lida.registrado_em.date()
    except ILEGIVEL as erro:
        porque = erro.motivo if isinstance(erro, EntradaIlegivel) else "o conteúdo não é o de um ato deste programa"
        definicao = POR_TIPO.get(linha.tipo)
        rotulo = f"Não pode ser lida: {definicao.rotulo if definicao is not None else linha.tipo}"
        data = instante.date()
        campos = (("Por quê", porque), ("Data gravada", str(linha.data_legal or "")), ("Gravado", str(linha.conteudo)))
    return EntradaLivro(
        ato_id=linha.id,
        data=data,
        tipo=linha.tipo,
        rotulo=rotulo,
        campos=campos,
        requisitos=(),
        instrumento=None,
        ressalva=None,
        registrado_em=instante,
        registrado_por=linha.registrado_por,
        hash=linha.hash,
        vinculo_id=linha.vinculo_id,
        operacao_id=linha.operacao_id,
    )


def _instante(gravado: Any) -> datetime:
    if isinstance(gravado, datetime):
        return gravado
    try:
        return datetime.fromisoformat(str(gravado)).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime(1970, 1, 1, tzinfo=UTC)  # a screen needs a day; what is stored is in the fields

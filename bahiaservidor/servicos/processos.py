"""The process file of a provimento: proposed, put together, kept byte for byte, delivered."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from ..documentos.peca import DataImpressa
from ..estatuto import canonico
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos import processo_sei
from ..estatuto.formatos.nomes import normalizar
from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from ..registro.consultas import anexos as consultas_anexos
from ..registro.consultas import ficha
from ..registro.consultas import papeis as consultas_papeis
from ..registro.consultas import processos as consultas
from . import anexos, modelos_documento, papeis_fontes, processos_proposta
from .contexto import Contexto
from .papeis_emissao import Papel, bytes_de, emitir_em, nome_de_arquivo
from .papeis_memoria import sem_repetir
from .permissoes import Permissao, exige
from .processos_entrega import registrar_entrega
from .processos_leitura import especies, ler, ler_em, listar, salvar_em
from .processos_ordem import Provimento, provimento
from .tipos.processos import (
    ParteProposta,
    PedidoProcesso,
    ProcessoMontado,
    PropostaProcesso,
    SituacaoEntrega,
    VolumeProcesso,
)

__all__ = [
    "especies",
    "gravar_limite",
    "ler",
    "limite_mb",
    "listar",
    "montar",
    "propor",
    "registrar_entrega",
    "salvar_em",
]

LIMITE: Final = "processo_limite_mb"
"""Setting: the size of a volume, in MB."""

LIMITE_PADRAO: Final = 15
LIMITE_MAIOR: Final = 500
_MB: Final = 1024 * 1024

Progresso = Callable[[int, int], None]


def limite_mb(ctx: Contexto) -> int:
    """Return the size of a volume, in MB."""
    with ctx.banco.leitura() as conexao:
        return consultas_anexos.inteiro(conexao, LIMITE, LIMITE_PADRAO)


@exige(Permissao.CONFIGURAR)
def gravar_limite(ctx: Contexto, *, mb: int) -> None:
    """Set the size of a volume, in MB.  ErroDominio out of bounds."""
    _exigir_limite(mb)
    with ctx.banco.escrita() as conexao:
        consultas_anexos.gravar_inteiro(conexao, LIMITE, mb)


def propor(ctx: Contexto, *, vinculo_id: int, provimento_: str) -> PropostaProcesso:
    """Return what may enter the process of a provimento, in the legal order, and what must be there.

    Number and destination are those of the last process.  ErroDominio for an unknown provimento or vínculo.
    """
    regra = provimento(provimento_)
    with ctx.banco.leitura() as conexao:
        return _propor(ctx, conexao, regra, vinculo_id)


@exige(Permissao.MONTAR_PROCESSO)
def montar(
    ctx: Contexto,
    *,
    pedido: PedidoProcesso,
    hoje: date,
    progresso: Progresso | None = None,
    cancelado: Callable[[], bool] | None = None,
) -> ProcessoMontado:
    """Put a process together, keep it, and return it; the same volumes not rejected are the process already kept.

    ErroDominio, with nothing kept: no part, a part that cannot be read, a process number that is none, cancelled.
    """
    # Imported here: reportlab and the PDF libraries wait for their use.
    from ..documentos import processo as desenho
    from ..documentos.processo_capa import DadosProcesso, memorias
    from ..documentos.processo_folhas import ParteProcesso

    regra = provimento(pedido.provimento)
    numero = processo_sei.formatar(pedido.numero) if pedido.numero.strip() else ""
    if pedido.limite_mb is not None:
        _exigir_limite(pedido.limite_mb)
    with ctx.banco.leitura() as conexao:
        proposta = _propor(ctx, conexao, regra, pedido.vinculo_id)
        escolhidas = _escolher(proposta, pedido.partes)
        fontes = papeis_fontes.abrir_fontes(conexao, ctx.regimes, pedido.vinculo_id)
        pessoa, orgao_id = papeis_fontes.pessoa(fontes), papeis_fontes.orgao_do_papel(fontes)
        modelo = modelos_documento.modelo(conexao, "processo", orgao_id)
        dados = DadosProcesso(
            orgao=papeis_fontes.orgao(fontes),
            modelo=modelo,
            provimento=regra.rotulo[:1].lower() + regra.rotulo[1:],
            interessado=proposta.interessado,
            cargo=proposta.cargo,
            assunto=regra.assunto,
            data=hoje,
            numero=numero,
            matricula=pessoa.matricula or "",
            destino=normalizar(pedido.destino)[:200],
            lavrado_por=papeis_fontes.signatario(ctx.usuario),
        )
        memoria = (*memorias(dados), *_memorias(conexao, escolhidas))
    partes = [
        ParteProcesso(titulo=p.titulo, midia=midia, ler=partial(_ler_parte, ctx, p), assinada=p.assinada)
        for p in escolhidas
        for midia in (_midia(ctx, p),)
    ]
    limite = pedido.limite_mb or proposta.limite_mb
    nome = nome_de_arquivo(regra.chave, pessoa.matricula or f"id{pedido.vinculo_id}").removesuffix(".pdf")
    with desenho.montar(
        partes, dados, nome=nome, limite=limite * _MB, progresso=progresso, cancelado=cancelado
    ) as montado:
        papel = Papel(
            titulo="",
            nome_arquivo="",
            pdf=b"",
            especie="processo",
            ano=hoje.year,
            assunto="",
            orgao_id=orgao_id,
            modelo_versao=modelo.versao,
            servidor_id=fontes.posto.servidor_id,
            vinculo_id=pedido.vinculo_id,
            memoria=sem_repetir(memoria),
        )
        return _guardar(ctx, montado, papel, regra, dados, escolhidas, limite)


# ------------------------------------------------------------------ inside


def _exigir_limite(mb: int) -> None:
    if not 1 <= mb <= LIMITE_MAIOR:
        raise ErroDominio(f"O tamanho de um volume vai de 1 a {LIMITE_MAIOR} MB. Nada foi gravado.")


def _propor(ctx: Contexto, conexao: Conexao, regra: Provimento, vinculo_id: int) -> PropostaProcesso:
    fontes = papeis_fontes.abrir_fontes(conexao, ctx.regimes, vinculo_id)
    servidor = ficha.servidor(conexao, fontes.posto.servidor_id)
    assert servidor is not None
    anterior = consultas.ultimo(conexao, vinculo_id, regra.chave)
    return PropostaProcesso(
        vinculo_id=vinculo_id,
        provimento=regra.chave,
        rotulo=regra.rotulo,
        interessado=servidor.nome_social or servidor.nome,
        cargo=papeis_fontes.cargo(fontes).nome or "",
        partes=processos_proposta.partes(conexao, regra, servidor_id=fontes.posto.servidor_id, vinculo_id=vinculo_id),
        exigencias=processos_proposta.exigencias(regra, carater=fontes.vinculo.carater, sexo=servidor.sexo),
        numero=anterior.numero if anterior is not None else "",
        destino=json.loads(anterior.indice)["destino"] if anterior is not None else "",
        limite_mb=consultas_anexos.inteiro(conexao, LIMITE, LIMITE_PADRAO),
    )


def _escolher(proposta: PropostaProcesso, chaves: Sequence[str] | None) -> tuple[ParteProposta, ...]:
    if chaves is None:
        return tuple(parte for parte in proposta.partes if parte.incluida)
    por_chave = {parte.chave: parte for parte in proposta.partes}
    faltam = [chave for chave in chaves if chave not in por_chave]
    if faltam or len(set(chaves)) != len(chaves):
        raise ErroDominio(
            "Os documentos da pessoa mudaram enquanto o processo era preparado. Nada foi montado; abra-o de novo."
        )
    return tuple(por_chave[chave] for chave in chaves)


def _midia(ctx: Contexto, parte: ParteProposta) -> str:
    return "application/pdf" if parte.chave[0] == "d" else anexos.ler(ctx, anexo_id=int(parte.chave[1:])).midia


def _ler_parte(ctx: Contexto, parte: ParteProposta) -> bytes:
    id_ = int(parte.chave[1:])
    return bytes_de(ctx, documento_id=id_) if parte.chave[0] == "d" else anexos.bytes_de(ctx, anexo_id=id_)


def _memorias(conexao: Conexao, escolhidas: Sequence[ParteProposta]) -> list[DataImpressa]:
    """Return where the dates of the papers come from, as each was issued."""
    achadas: list[DataImpressa] = []
    for parte in escolhidas:
        if parte.chave[0] == "d":
            texto = consultas_papeis.memoria(conexao, int(parte.chave[1:])) or "[]"
            achadas += [canonico.ler(DataImpressa, linha) for linha in json.loads(texto)]
    return achadas


@exige(Permissao.MONTAR_PROCESSO)
def _guardar(
    ctx: Contexto, montado: Any, papel: Papel, regra: Provimento, dados: Any, escolhidas: Sequence[ParteProposta],
    limite: int,
) -> ProcessoMontado:  # fmt: skip
    """Keep the volumes, one at a time, and the process that they are."""
    from dataclasses import replace

    from ..documentos.processo_capa import linha_do_indice

    assert papel.vinculo_id is not None
    total = len(montado.volumes)
    with ctx.banco.escrita() as conexao:
        guardados = []
        for volume in montado.volumes:
            fim = f", volume {volume.numero} de {total}" if total > 1 else ""
            emitido = emitir_em(
                ctx, conexao,
                replace(papel, pdf=montado.ler(volume.numero), assunto=f"{regra.rotulo}, {dados.interessado}{fim}"),
            )  # fmt: skip
            guardados.append(
                VolumeProcesso(
                    documento_id=emitido.id, nome=volume.nome, inicio=volume.inicio, fim=volume.fim,
                    tamanho=volume.tamanho,
                )
            )  # fmt: skip
        anterior = consultas.ultimo(conexao, papel.vinculo_id, regra.chave)
        if anterior is not None:
            mesmo = ler_em(conexao, anterior.id)
            if mesmo.volumes == tuple(guardados) and mesmo.situacao is not SituacaoEntrega.REJEITADO:
                return mesmo
        indice = {
            "itens": [
                linha_do_indice(dados.modelo, item).replace("\xa0", " ") for item in montado.indice if item.inicio
            ],
            "volumes": [canonico.simples(volume) for volume in guardados],
            "avisos": list(montado.avisos),
            "destino": dados.destino,
            "limite_mb": limite,
        }
        processo_id = consultas.inserir(
            conexao, servidor_id=papel.servidor_id, vinculo_id=papel.vinculo_id, provimento=regra.chave,
            numero=dados.numero, titulo=f"Processo de {dados.provimento} – {dados.interessado}", folhas=montado.folhas,
            partes=json.dumps([p.chave for p in escolhidas]), indice=json.dumps(indice, ensure_ascii=False),
            instante=ctx.relogio.agora(), usuario=ctx.usuario,
        )  # fmt: skip
        _trilhar(ctx, conexao, "monta", processo_id)
        return ler_em(conexao, processo_id)


def _trilhar(ctx: Contexto, conexao: Conexao, acao: str, processo_id: int) -> None:
    trilhar(
        conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao=acao, objeto="processo", objeto_id=processo_id
    )

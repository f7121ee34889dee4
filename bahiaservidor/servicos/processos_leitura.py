"""Processes already put together: listed, read, written in a folder as they were kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from ..arquivos import ErroDeArquivo, conferir_destino, gravar_arquivo
from ..estatuto.erros import ErroDominio
from ..registro.conexao import Conexao
from ..registro.consultas import processos as consultas
from . import acessos
from .contexto import Contexto
from .papeis_emissao import bytes_de
from .permissoes import Permissao, exige
from .processos_ordem import provimentos
from .tipos.processos import Entrega, ProcessoMontado, SituacaoEntrega, VolumeProcesso


def especies() -> tuple[tuple[str, str], ...]:
    """Return the provimentos that have a process: key and words."""
    return tuple((p.chave, p.rotulo) for p in provimentos())


def listar(ctx: Contexto, *, servidor_id: int | None = None) -> tuple[ProcessoMontado, ...]:
    """Return the processes, the latest first: a person's, or everybody's."""
    with ctx.banco.leitura() as conexao:
        guardados = consultas.listar(conexao, servidor_id=servidor_id)
        noticias = consultas.entregas(conexao, [g.id for g in guardados])
    return tuple(processo_de(g, noticias.get(g.id, ())) for g in guardados)


def ler(ctx: Contexto, *, processo_id: int) -> ProcessoMontado:
    """Return one process.  ErroDominio when there is none."""
    with ctx.banco.leitura() as conexao:
        return ler_em(conexao, processo_id)


@exige(Permissao.MONTAR_PROCESSO)
def salvar_em(ctx: Contexto, *, processo_id: int, pasta: Path, substituir: bool = False) -> tuple[Path, ...]:
    """Write every volume in a folder, as it was kept, and return the files.

    A file that is there with the same bytes stays; with others, it is refused unless ``substituir``: ErroDeArquivo, as
    when the folder cannot be written, before anything is.
    """
    processo = ler(ctx, processo_id=processo_id)
    destinos = [(volume, pasta / volume.nome) for volume in processo.volumes]
    for volume, destino in destinos:
        conferir_destino(destino, registro=ctx.banco.caminho)
        if destino.exists() and not substituir and not _mesmo(destino, bytes_de(ctx, documento_id=volume.documento_id)):
            raise ErroDeArquivo(
                f"A pasta já tem outro arquivo “{volume.nome}”. Nada foi gravado; escolha uma pasta vazia."
            )
    gravados = tuple(
        gravar_arquivo(destino, bytes_de(ctx, documento_id=volume.documento_id), registro=ctx.banco.caminho)
        for volume, destino in destinos
    )
    acessos.saiu(ctx, "processo", processo_id, "volumes gravados em pasta")
    return gravados


def ler_em(conexao: Conexao, processo_id: int) -> ProcessoMontado:
    """Return one process inside an open transaction.  ErroDominio when there is none."""
    guardado = consultas.um(conexao, processo_id)
    if guardado is None:
        raise ErroDominio("O processo não existe neste registro. Nada foi alterado; atualize a lista.")
    return processo_de(guardado, consultas.entregas(conexao, [processo_id]).get(processo_id, ()))


def processo_de(guardado: consultas.ProcessoGuardado, noticias: Sequence[consultas.EntregaGuardada]) -> ProcessoMontado:
    """Return the rows of a process as the value screens know."""
    indice = json.loads(guardado.indice)
    rotulos = dict(especies())
    return ProcessoMontado(
        id=guardado.id,
        servidor_id=guardado.servidor_id,
        vinculo_id=guardado.vinculo_id,
        nome=guardado.nome,
        matricula=guardado.matricula,
        provimento=guardado.provimento,
        rotulo=rotulos.get(guardado.provimento, guardado.provimento),
        numero=guardado.numero,
        titulo=guardado.titulo,
        folhas=guardado.folhas,
        volumes=tuple(VolumeProcesso(**volume) for volume in indice["volumes"]),
        indice=tuple(indice["itens"]),
        avisos=tuple(indice["avisos"]),
        partes=tuple(json.loads(guardado.partes)),
        destino=indice["destino"],
        limite_mb=indice["limite_mb"],
        instante=guardado.instante,
        usuario=guardado.usuario,
        entregas=tuple(
            Entrega(
                situacao=SituacaoEntrega(n.situacao), em=n.em, destino=n.destino, protocolo=n.protocolo,
                motivo=n.motivo, anexo_id=n.anexo_id, usuario=n.usuario,
            )
            for n in noticias
        ),
    )  # fmt: skip


def _mesmo(destino: Path, dados: bytes) -> bool:
    try:
        return destino.stat().st_size == len(dados) and (
            hashlib.sha256(destino.read_bytes()).digest() == hashlib.sha256(dados).digest()
        )
    except OSError:
        return False

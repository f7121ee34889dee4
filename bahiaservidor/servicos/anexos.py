"""Files received (PDF, JPG, PNG): checked by their contents, kept by their hash, never erased."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from ..arquivos import ler_comum, nome_simples
from ..documentos.exame import Examinado, examinar
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import chave_busca, normalizar
from ..registro.auditoria import trilhar
from ..registro.conexao import Conexao
from ..registro.consultas import anexos as consultas
from ..registro.consultas import guardados
from . import acessos
from .contexto import Contexto
from .permissoes import Permissao, exige
from .processos_ordem import lugares, rotulo_do_lugar
from .protecao import protegida
from .tipos.anexos import LAUDO, OUTROS, Anexado, Anexo

LIMITE: Final = "anexo_limite_mb"
"""Setting: the largest file taken, in MB."""

LIMITE_PADRAO: Final = 20
LIMITE_MAIOR: Final = 200
_MB: Final = 1024 * 1024


@exige(Permissao.ANEXAR)
def anexar(
    ctx: Contexto,
    *,
    dados: bytes,
    nome: str,
    servidor_id: int | None = None,
    vinculo_id: int | None = None,
    peca: str = OUTROS,
    descricao: str = "",
    data: date | None = None,
) -> Anexado:
    """Check a file and keep it for a person, or for one of the person's vínculos.

    ErroDominio, with nothing kept: what is not a whole PDF, JPG or PNG, is protected, hostile or too large; the same
    file already attached to the person; an unknown place, person or vínculo.
    """
    _exigir_lugar(peca)
    with ctx.banco.leitura() as conexao:
        dono = _dono(conexao, servidor_id, vinculo_id)
    # Looked at before the transaction: a large scan takes its time, and nobody waits for it.
    recebido = receber(ctx, dados=dados, nome=nome)
    with ctx.banco.escrita() as conexao:
        avisos = (*recebido.examinado.avisos, *_repetidos(conexao, dados, dono, recebido.nome))
        anexo_id = _inserir(
            ctx, conexao, recebido, servidor_id=dono, vinculo_id=vinculo_id, peca=peca,
            descricao=normalizar(descricao)[:200], data=data,
        )  # fmt: skip
        return Anexado(anexo=anexo_de(_um(conexao, anexo_id)), avisos=avisos)


@exige(Permissao.ANEXAR)
def anexar_arquivo(
    ctx: Contexto,
    *,
    caminho: Path,
    servidor_id: int | None = None,
    vinculo_id: int | None = None,
    peca: str = "",
) -> Anexado:
    """Attach a file of the disk (`anexar`); without a place, the one its name says, else "outros".

    ErroDominio as `anexar`, and when the file cannot be read; no more of it is read than may be kept.
    """
    dados = ler_do_disco(ctx, caminho=caminho)
    nome = nome_simples(caminho.name)
    return anexar(
        ctx, dados=dados, nome=nome, servidor_id=servidor_id, vinculo_id=vinculo_id, peca=peca or lugar_pelo_nome(nome)
    )


def ler_do_disco(ctx: Contexto, *, caminho: Path) -> bytes:
    """Return the bytes of a file to be attached.  ErroDeArquivo if it cannot be: no more is read than may be kept."""
    return ler_comum(caminho, maximo=limite_mb(ctx) * _MB, guardado="Nada foi anexado")


def lugar_pelo_nome(nome: str) -> str:
    """Return the place whose key a file's name says ("Titulo de eleitor.pdf"), the longest that does, else "outros"."""
    palavras = set(chave_busca(nome.rpartition(".")[0] or nome).split())
    ditos = [chave for chave in lugares() if set(chave.split("_")) <= palavras]
    return max(ditos, key=len, default=OUTROS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recebido:
    """A file already checked, to be kept in a transaction."""

    nome: str
    dados: bytes = field(repr=False)
    examinado: Examinado


def receber(ctx: Contexto, *, dados: bytes, nome: str) -> Recebido:
    """Check a file and return it, to be kept by `guardar_em`.  ErroDominio as `anexar`."""
    limpo = nome_simples(nome)
    with ctx.banco.leitura() as conexao:
        maximo = consultas.inteiro(conexao, LIMITE, LIMITE_PADRAO) * _MB
    return Recebido(nome=limpo, dados=dados, examinado=examinar(dados, limpo, maximo=maximo))


def guardar_em(ctx: Contexto, conexao: Conexao, recebido: Recebido, *, vinculo_id: int, peca: str) -> int:
    """Keep a file inside an open transaction and return its id: that of the same file, if the person has it."""
    dono = _dono(conexao, None, vinculo_id)
    for id_, _, outro, _ in consultas.com_hash(conexao, hashlib.sha256(recebido.dados).hexdigest()):
        if outro == dono:
            return id_
    return _inserir(ctx, conexao, recebido, servidor_id=dono, vinculo_id=vinculo_id, peca=peca, descricao="", data=None)


@protegida
def listar(
    ctx: Contexto, *, servidor_id: int, vinculo_id: int | None = None, retirados: bool = False
) -> tuple[Anexo, ...]:
    """Return the files of a person, in the order received; with a vínculo, its own and those of no vínculo."""
    with ctx.banco.leitura() as conexao:
        guardados = consultas.do_servidor(conexao, servidor_id, retirados=retirados)
    return tuple(anexo_de(g) for g in guardados if vinculo_id is None or g.vinculo_id in (None, vinculo_id))


@protegida
def ler(ctx: Contexto, *, anexo_id: int) -> Anexo:
    """Return one file, without its bytes.  ErroDominio when there is none."""
    with ctx.banco.leitura() as conexao:
        return anexo_de(_um(conexao, anexo_id))


def bytes_de(ctx: Contexto, *, anexo_id: int) -> bytes:
    """Return the bytes of a file as received.

    ErroDominio when there is none, when they are missing (PapelAusente), or are not those received.
    """
    with ctx.banco.leitura() as conexao:
        guardado = _um(conexao, anexo_id)
        if guardado.peca == LAUDO:
            ctx.exigir(Permissao.VER_SAUDE)
        dados = guardados.ler(conexao, guardado.hash)
    if hashlib.sha256(dados).hexdigest() != guardado.hash:
        raise ErroDominio(
            f"O anexo “{guardado.nome}” não confere com o que foi recebido: o registro foi alterado por fora. Nada foi "
            "mostrado; restaure a última cópia de segurança e avise o responsável pelo registro."
        )
    acessos.anotar(ctx, "anexo", anexo_id, "arquivo recebido")
    return dados


def como_pdf(ctx: Contexto, *, anexo_id: int) -> bytes:
    """Return a file to be seen: a PDF as it is, an image on a sheet A4.  ErroDominio as `bytes_de`."""
    from ..documentos.processo_imagem import pagina_da_imagem

    anexo = ler(ctx, anexo_id=anexo_id)
    dados = bytes_de(ctx, anexo_id=anexo_id)
    return dados if anexo.midia == "application/pdf" else pagina_da_imagem(dados)


@exige(Permissao.ANEXAR)
def mudar(ctx: Contexto, *, anexo_id: int, peca: str, descricao: str = "", data: date | None = None) -> Anexo:
    """Change the place of a file in the process and what is said of it.  ErroDominio for an unknown file or place."""
    _exigir_lugar(peca)
    with ctx.banco.escrita() as conexao:
        _vigente(conexao, anexo_id)
        consultas.mudar(conexao, anexo_id, peca=peca, descricao=normalizar(descricao)[:200], data=data)
        _trilhar(ctx, conexao, "altera", anexo_id, "peca, descricao, data")
        return anexo_de(_um(conexao, anexo_id))


@exige(Permissao.ANEXAR)
def retirar(ctx: Contexto, *, anexo_id: int, razao: str) -> None:
    """Take a file out of the list, for a reason; its bytes stay.  ErroDominio without a reason, or out already."""
    escrito = normalizar(razao)[:500]
    if not escrito:
        raise ErroDominio("Diga por que o anexo é retirado: ele continua guardado, com o motivo. Nada foi alterado.")
    with ctx.banco.escrita() as conexao:
        _vigente(conexao, anexo_id)
        consultas.mudar(conexao, anexo_id, retirado=escrito)
        _trilhar(ctx, conexao, "retira", anexo_id, "")


def limite_mb(ctx: Contexto) -> int:
    """Return the largest file taken, in MB."""
    with ctx.banco.leitura() as conexao:
        return consultas.inteiro(conexao, LIMITE, LIMITE_PADRAO)


@exige(Permissao.CONFIGURAR)
def gravar_limite(ctx: Contexto, *, mb: int) -> None:
    """Set the largest file taken, in MB.  ErroDominio out of bounds."""
    if not 1 <= mb <= LIMITE_MAIOR:
        raise ErroDominio(f"O limite de um anexo vai de 1 a {LIMITE_MAIOR} MB. Nada foi alterado.")
    with ctx.banco.escrita() as conexao:
        consultas.gravar_inteiro(conexao, LIMITE, mb)


# ------------------------------------------------------------------ inside


def _exigir_lugar(peca: str) -> None:
    if peca not in lugares():
        raise ErroDominio(f"Não há no processo um lugar “{peca}”. Nada foi gravado; escolha um da lista.")


def _dono(conexao: Conexao, servidor_id: int | None, vinculo_id: int | None) -> int:
    dono = consultas.dono_do_vinculo(conexao, vinculo_id) if vinculo_id is not None else servidor_id
    existe = dono is not None and consultas.servidor_existe(conexao, dono)
    if dono is None or not existe or (servidor_id is not None and dono != servidor_id):
        raise ErroDominio("A pessoa ou o vínculo não está mais no registro. Nada foi anexado; atualize a tela.")
    return dono


def _repetidos(conexao: Conexao, dados: bytes, dono: int, nome: str) -> tuple[str, ...]:
    """Tell of others with the same bytes; refuse the same file for the same person."""
    avisos: dict[str, None] = {}
    for _, outro_nome, outro_dono, pessoa in consultas.com_hash(conexao, hashlib.sha256(dados).hexdigest()):
        if outro_dono == dono:
            raise ErroDominio(
                f"O arquivo “{nome}” já está anexado a esta pessoa, com o nome “{outro_nome}”. Nada foi anexado; mude "
                "o lugar do que já está na lista."
            )
        avisos[f"O mesmo arquivo está anexado a {pessoa}, com o nome “{outro_nome}”: confira se é desta pessoa."] = None
    return tuple(avisos)


def _inserir(
    ctx: Contexto,
    conexao: Conexao,
    recebido: Recebido,
    *,
    servidor_id: int,
    vinculo_id: int | None,
    peca: str,
    descricao: str,
    data: date | None,
) -> int:
    anexo_id = consultas.inserir(
        conexao, hash=guardados.guardar_um(conexao, recebido.dados), nome=recebido.nome, midia=recebido.examinado.midia,
        paginas=recebido.examinado.paginas, peca=peca, descricao=descricao, data=data, servidor_id=servidor_id,
        vinculo_id=vinculo_id, ato_id=None, minuta_id=None, recebido_em=ctx.relogio.agora(), usuario=ctx.usuario,
        retirado="",
    )  # fmt: skip
    _trilhar(ctx, conexao, "anexa", anexo_id, "")
    return anexo_id


def _trilhar(ctx: Contexto, conexao: Conexao, acao: str, anexo_id: int, detalhe: str) -> None:
    trilhar(
        conexao, instante=ctx.relogio.agora(), usuario=ctx.usuario, acao=acao, objeto="anexo", objeto_id=anexo_id,
        detalhe=detalhe,
    )  # fmt: skip


def _um(conexao: Conexao, anexo_id: int) -> consultas.AnexoGuardado:
    guardado = consultas.um(conexao, anexo_id)
    if guardado is None:
        raise ErroDominio("O anexo não existe neste registro. Nada foi alterado; atualize a lista.")
    return guardado


def _vigente(conexao: Conexao, anexo_id: int) -> None:
    if _um(conexao, anexo_id).retirado:
        raise ErroDominio("O anexo já foi retirado. Nada foi alterado; atualize a lista.")


def anexo_de(guardado: consultas.AnexoGuardado) -> Anexo:
    """Return the row of a file received as the value screens know."""
    return Anexo(rotulo=rotulo_do_lugar(guardado.peca), **guardado._asdict())

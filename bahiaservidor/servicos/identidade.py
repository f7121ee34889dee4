"""Who a person is: documents checked, nobody registered twice, matrículas unique."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from typing import Final

from ..estatuto.copia import replace
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos import cpf, matricula, nomes, pis
from ..registro import livro
from ..registro.cadastro import lancar_cadastro
from ..registro.conexao import Conexao
from ..registro.consultas import provimento as consultas
from .tipos import DadosPessoa


def conferir_dados(conexao: Conexao, dados: DadosPessoa, *, servidor_id: int | None = None) -> DadosPessoa:
    """Return the data in canonical form.

    Raises ErroDominio for an empty name, a CPF or PIS with wrong digits, a CPF that belongs to somebody else.
    """
    conferidos = normalizar_dados(dados)
    numero = conferidos.cpf
    if numero is not None:
        outro = consultas.pessoa_do_cpf(conexao, numero)
        if outro is not None and outro[0] != servidor_id:
            raise ErroDominio(
                f"O CPF {cpf.formatar(numero)} já está registrado para {outro[1]}. Nada foi registrado; "
                "abra a ficha dessa pessoa e registre o ato ali, ou confira o número."
            )
    return conferidos


def normalizar_dados(dados: DadosPessoa) -> DadosPessoa:
    """Return the data in canonical form.  ErroDominio for an empty name, a CPF or PIS with wrong digits."""
    nome = nomes.normalizar(dados.nome)
    if not nome:
        raise ErroDominio("Falta o nome da pessoa. Nada foi registrado.")
    return replace(
        dados,
        nome=nome,
        cpf=cpf.validar(dados.cpf) if dados.cpf and dados.cpf.strip() else None,
        pis=pis.validar(dados.pis) if dados.pis and dados.pis.strip() else None,
    )


def criar_pessoa(conexao: Conexao, operacao: livro.Operacao, dados: DadosPessoa) -> int:
    """Enter a new person in the book and return the id.

    Who is registered with this CPF and no longer has any vínculo, because all was estornado, is that person again.
    """
    numero = dados.cpf or ""
    vazia = consultas.pessoa_sem_vinculo(conexao, cpf.compactar(numero)) if cpf.valido(numero) else None
    if vazia is not None:
        gravar_pessoa(conexao, operacao, vazia, dados)
        return vazia
    conferidos = conferir_dados(conexao, dados)
    return lancar_cadastro(conexao, operacao, sujeito_tipo="servidor", conteudo=registro(conferidos))


def gravar_pessoa(
    conexao: Conexao,
    operacao: livro.Operacao,
    servidor_id: int,
    dados: DadosPessoa,
    *,
    campos: Collection[str] | None = None,
) -> None:
    """Enter a change of a person's data in the book; of these fields only, when they are given."""
    conteudo = registro(conferir_dados(conexao, dados, servidor_id=servidor_id))
    if campos is not None:
        conteudo = {nome: conteudo[nome] for nome in campos}
    lancar_cadastro(conexao, operacao, sujeito_tipo="servidor", sujeito_id=servidor_id, conteudo=conteudo)


def gravar_matricula(conexao: Conexao, operacao: livro.Operacao, vinculo_id: int, texto: str) -> str:
    """Give a vínculo its matrícula and return it in canonical form; a matrícula already taken is refused."""
    numero = matricula.validar(texto)
    dono = consultas.vinculo_da_matricula(conexao, numero)
    if dono is not None and dono[0] != vinculo_id:
        raise ErroDominio(
            f"A matrícula {matricula.formatar(numero)} já é de {dono[1]}. Nada foi registrado; confira o número."
        )
    lancar_cadastro(conexao, operacao, sujeito_tipo="vinculo", sujeito_id=vinculo_id, conteudo={"matricula": numero})
    return numero


def registro(dados: DadosPessoa) -> dict[str, object]:
    """Return the record of a person, by column."""
    return {nome: getattr(dados, nome) for nome in _CAMPOS}


_CAMPOS: Final = tuple(campo.name for campo in dataclasses.fields(DadosPessoa))

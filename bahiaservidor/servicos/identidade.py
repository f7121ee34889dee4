"""Who a person is: documents checked, nobody registered twice, matrículas unique."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from dataclasses import replace

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
    nome = nomes.normalizar(dados.nome)
    if not nome:
        raise ErroDominio("Falta o nome da pessoa. Nada foi registrado.")
    numero = cpf.validar(dados.cpf) if dados.cpf and dados.cpf.strip() else None
    if numero is not None:
        outro = consultas.pessoa_do_cpf(conexao, numero)
        if outro is not None and outro[0] != servidor_id:
            raise ErroDominio(
                f"O CPF {cpf.formatar(numero)} já está registrado para {outro[1]}. Nada foi registrado; "
                "abra a ficha dessa pessoa e registre o ato ali, ou confira o número."
            )
    return replace(
        dados,
        nome=nome,
        cpf=numero,
        pis=pis.validar(dados.pis) if dados.pis and dados.pis.strip() else None,
    )


def criar_pessoa(conexao: Conexao, operacao: livro.Operacao, dados: DadosPessoa) -> int:
    """Enter a new person in the book and return the id.

    Who is registered with this CPF and no longer has any vínculo, because all was estornado, is that person again.
    """
    conhecida = consultas.pessoa_do_cpf(conexao, cpf.compactar(dados.cpf)) if cpf.valido(dados.cpf or "") else None
    if conhecida is not None and consultas.pessoa_sem_vinculo(conexao, cpf.compactar(dados.cpf or "")) is not None:
        gravar_pessoa(conexao, operacao, conhecida[0], dados)
        return conhecida[0]
    conferidos = conferir_dados(conexao, dados)
    return lancar_cadastro(conexao, operacao, sujeito_tipo="servidor", conteudo=_registro(conferidos))


def gravar_pessoa(
    conexao: Conexao,
    operacao: livro.Operacao,
    servidor_id: int,
    dados: DadosPessoa,
    *,
    campos: Collection[str] | None = None,
) -> None:
    """Enter a change of a person's data in the book; of these fields only, when they are given."""
    registro = _registro(conferir_dados(conexao, dados, servidor_id=servidor_id))
    if campos is not None:
        registro = {nome: registro[nome] for nome in campos}
    lancar_cadastro(conexao, operacao, sujeito_tipo="servidor", sujeito_id=servidor_id, conteudo=registro)


def gravar_matricula(conexao: Conexao, operacao: livro.Operacao, vinculo_id: int, texto: str) -> str:
    """Give a vínculo its matrícula and return it in canonical form; a matrícula already taken is refused."""
    numero = conferir_matricula(conexao, vinculo_id, texto)
    lancar_matricula(conexao, operacao, vinculo_id, numero)
    return numero


def lancar_matricula(conexao: Conexao, operacao: livro.Operacao, vinculo_id: int, numero: str | None) -> None:
    """Enter the matrícula of a vínculo, already checked; None takes away the one it had."""
    lancar_cadastro(conexao, operacao, sujeito_tipo="vinculo", sujeito_id=vinculo_id, conteudo={"matricula": numero})


def conferir_matricula(conexao: Conexao, vinculo_id: int, texto: str) -> str:
    """Return a matrícula in canonical form; ErroDominio for one that is another vínculo's."""
    numero = matricula.validar(texto)
    dono = consultas.vinculo_da_matricula(conexao, numero)
    if dono is not None and dono[0] != vinculo_id:
        raise ErroDominio(
            f"A matrícula {matricula.formatar(numero)} já é de {dono[1]}. Nada foi registrado; confira o número."
        )
    return numero


def _registro(dados: DadosPessoa) -> dict[str, object]:
    return {campo.name: getattr(dados, campo.name) for campo in dataclasses.fields(dados)}

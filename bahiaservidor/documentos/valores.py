"""Values of the papers about a person: a cell is text, a date with its origin, or nothing known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bahiaservidor.documentos.modelos import Pessoa
from bahiaservidor.documentos.peca import Campo, DataImpressa
from bahiaservidor.documentos.textos import cpf_formatado, matricula_formatada
from bahiaservidor.estatuto.formatos.datas import formatar_data

Celula = str | DataImpressa | None
"""What a field or a cell of a table shows."""

DATA_EM_BRANCO = "____/____/________"


@dataclass(frozen=True, slots=True, kw_only=True)
class Servidor:
    """Whose paper it is, in which vínculo, as every paper of this kind names them."""

    pessoa: Pessoa
    cargo: str
    lotacao: str = ""
    orgao: str = ""
    carater: str = ""

    @property
    def nome(self) -> str:
        """The name the paper uses: the social name, when there is one."""
        return self.pessoa.nome_social or self.pessoa.nome or ""


def escrita(valor: Celula) -> str | None:
    """Return a cell as it is printed; None where nothing is known."""
    if isinstance(valor, DataImpressa):
        return formatar_data(valor.data)
    return valor or None


def ou_lacuna(valor: Celula) -> str:
    """Return a date as it is printed, or a blank of its shape."""
    return escrita(valor) or DATA_EM_BRANCO


def linha_da_tabela(celulas: Sequence[Celula]) -> tuple[str, ...]:
    """Return a row of a table; what is not known is a dash."""
    return tuple(escrita(celula) or "—" for celula in celulas)


def campos_do_servidor(servidor: Servidor, *, com_cpf: bool = True) -> list[list[Campo]]:
    """Return the rows that say whose paper it is."""
    pessoa = servidor.pessoa
    nomes = [[Campo("Nome", pessoa.nome, negrito=True)]]
    if pessoa.nome_social:
        nomes = [[Campo("Nome social", pessoa.nome_social, negrito=True)], [Campo("Nome civil", pessoa.nome)]]
    documentos = [Campo("Matrícula", matricula_formatada(pessoa.matricula))]
    if com_cpf:
        documentos.append(Campo("CPF", cpf_formatado(pessoa.cpf)))
    documentos.append(Campo("Cargo", servidor.cargo or None, 2.6))
    return [*nomes, documentos, [Campo("Órgão", servidor.orgao or None), Campo("Lotação", servidor.lotacao or None)]]

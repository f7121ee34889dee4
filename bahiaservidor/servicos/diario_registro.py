"""Who and what the words of the Diário Oficial are in the registry: the key is the matrícula or the CPF, never a name.

A name alone proposes, side by side, everybody who has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from ..estatuto.formatos import cpf as formato_do_cpf
from ..estatuto.formatos import matricula as formato_da_matricula
from ..estatuto.formatos import simbolo as formato_do_simbolo
from ..estatuto.formatos.nomes import chave_busca
from ..intercambio.diario_oficial import Papel, Proposta
from ..registro.conexao import Conexao
from ..registro.consultas import cadastros
from ..registro.consultas import diario as consultas
from .tipos.importacao import Parecido

_PARECIDOS: Final = 6
_PERTO: Final = 88.0
"""From what likeness on (0 to 100) two names may be one, misspelt."""
_MESMO_NOME: Final = 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Achado:
    """A record of a register that words mean; ``duvida`` is what the clerk should look at."""

    id: int
    nome: str
    duvida: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PessoasDoItem:
    """Whom an item may be about; ``certa`` when a number says so; ``duvidas`` when the name does not agree."""

    pessoas: tuple[Parecido, ...] = ()
    certa: int | None = None
    vinculo_id: int | None = None
    duvidas: tuple[str, ...] = ()


@dataclass(slots=True)
class Cadastros:
    """The registers and the people that a reading speaks of, read once."""

    conexao: Conexao
    cargos: Sequence[Any] = ()
    orgaos: Sequence[Any] = ()
    unidades: Sequence[Any] = ()
    autoridades: Sequence[Any] = ()
    concursos: Sequence[Any] = ()
    pessoas: dict[int, consultas.PessoaAchada] = field(default_factory=dict)
    vinculos: dict[int, list[consultas.VinculoAchado]] = field(default_factory=dict)
    _por_matricula: dict[str, consultas.VinculoAchado] = field(default_factory=dict)
    _por_cpf: dict[str, int] = field(default_factory=dict)
    _por_nome: dict[str, list[int]] = field(default_factory=dict)
    _parecidas: dict[str, list[int]] = field(default_factory=dict)
    _candidatos: dict[int, Sequence[Any]] = field(default_factory=dict)
    _chaves: dict[str, str] = field(default_factory=dict)
    _perto: dict[tuple[str, str], tuple[Any, float] | None] = field(default_factory=dict)

    @classmethod
    def ler(cls, conexao: Conexao, propostas: Iterable[Proposta], escolhidos: Iterable[int] = ()) -> Cadastros:
        """Read the registers, the people whom the propostas name and those already chosen."""
        novo = cls(conexao)
        novo.cargos = cadastros.cargos(conexao)
        novo.orgaos = cadastros.orgaos(conexao)
        novo.unidades = cadastros.unidades(conexao)
        novo.autoridades = cadastros.autoridades(conexao)
        novo.concursos = cadastros.concursos(conexao)
        lidas = list(propostas)
        do_numero = consultas.vinculos(conexao, matriculas=[p.matricula for p in lidas if p.matricula])
        novo._por_matricula = {v.matricula: v for v in do_numero if v.matricula}
        achadas = consultas.pessoas(
            conexao,
            ids=[*{v.servidor_id for v in do_numero}, *escolhidos],
            cpfs=[p.cpf for p in lidas if p.cpf and p.cpf.isdigit()],
            nomes=[chave_busca(p.nome) for p in lidas if p.nome],
        )
        novo._guardar(achadas)
        return novo

    def _guardar(self, achadas: Iterable[consultas.PessoaAchada]) -> None:
        novas = [p for p in achadas if p.id not in self.pessoas]
        for pessoa in novas:
            self.pessoas[pessoa.id] = pessoa
            self._por_nome.setdefault(pessoa.nome_busca, []).append(pessoa.id)
            if pessoa.cpf:
                self._por_cpf[pessoa.cpf] = pessoa.id
        for vinculo in consultas.vinculos(self.conexao, servidores=[p.id for p in novas]):
            self.vinculos.setdefault(vinculo.servidor_id, []).append(vinculo)

    # ------------------------------------------------------------ people

    def quem(self, proposta: Proposta, escolhido: int | None = None) -> PessoasDoItem:
        """Return whom a proposta may be about; ``escolhido`` is the person whom the clerk said."""
        achadas = self._quem(proposta)
        dito = self._escolhida(escolhido, proposta) if escolhido is not None else None
        if dito is None:
            return achadas
        outras = tuple(replace(p, certo=False) for p in achadas.pessoas if p.servidor_id != dito.servidor_id)
        vinculo_id = achadas.vinculo_id if achadas.certa == dito.servidor_id else None
        return PessoasDoItem(pessoas=(dito, *outras), certa=dito.servidor_id, vinculo_id=vinculo_id)

    def _quem(self, proposta: Proposta) -> PessoasDoItem:
        chave = chave_busca(proposta.nome or "")
        por_numero: dict[int, str] = {}
        vinculo = self._por_matricula.get(proposta.matricula or "")
        if vinculo is not None and vinculo.servidor_id in self.pessoas:
            por_numero[vinculo.servidor_id] = f"matrícula {formato_da_matricula.formatar(vinculo.matricula or '')}"
        do_cpf = self._por_cpf.get(proposta.cpf or "")
        if do_cpf is not None:
            por_numero.setdefault(do_cpf, "CPF")
        ids = list(por_numero)
        ids += [i for i in self._com_o_nome(chave) if i not in por_numero]
        pessoas = tuple(self._parecido(i, proposta, chave, por_numero.get(i, "")) for i in ids[:_PARECIDOS])
        if len(por_numero) != 1:
            duvidas = ("A matrícula é de uma pessoa e o CPF é de outra: escolha quem é.",) if por_numero else ()
            return PessoasDoItem(pessoas=pessoas, duvidas=duvidas)
        (certa,) = por_numero
        pessoa = self.pessoas[certa]
        if chave and not self._mesmo_nome(chave, pessoa.nome_busca):
            return PessoasDoItem(
                pessoas=tuple(replace(p, certo=False) for p in pessoas),
                duvidas=(f"{por_numero[certa].capitalize()} é de {pessoa.nome}, e o texto diz {proposta.nome}.",),
            )
        return PessoasDoItem(
            pessoas=pessoas,
            certa=certa,
            vinculo_id=vinculo.id if vinculo is not None and vinculo.servidor_id == certa else None,
        )

    def _escolhida(self, servidor_id: int, proposta: Proposta) -> Parecido | None:
        """Return the person whom the clerk chose, None when the record is there no more."""
        if servidor_id not in self.pessoas:
            self._guardar(consultas.pessoas(self.conexao, ids=[servidor_id]))
        if servidor_id not in self.pessoas:
            return None
        chave = chave_busca(proposta.nome or "")
        return replace(self._parecido(servidor_id, proposta, chave, ""), certo=True)

    def _com_o_nome(self, chave: str) -> list[int]:
        if not chave:
            return []
        iguais = self._por_nome.get(chave, [])
        if iguais:
            return iguais
        if chave not in self._parecidas:
            # Former and social names, and names with a word more: asked one by one, only when nobody has the name.
            ids = consultas.pessoas_parecidas(self.conexao, chave, _PARECIDOS)
            self._guardar(consultas.pessoas(self.conexao, ids=ids))
            self._parecidas[chave] = [i for i in ids if i in self.pessoas]
        return self._parecidas[chave]

    def _parecido(self, servidor_id: int, proposta: Proposta, chave: str, porque: str) -> Parecido:
        pessoa = self.pessoas[servidor_id]
        dela = self.vinculos.get(servidor_id, [])
        iguais, diferentes = [porque] if porque else [], list[str]()
        (iguais if chave == pessoa.nome_busca else diferentes).append("nome")
        if proposta.matricula and not porque.startswith("matrícula") and any(v.matricula for v in dela):
            dele = any(v.matricula == proposta.matricula for v in dela)
            (iguais if dele else diferentes).append("matrícula")
        if proposta.cpf and pessoa.cpf and porque != "CPF":
            (iguais if _cpf_confere(proposta.cpf, pessoa.cpf) else diferentes).append("CPF")
        cargos = [chave_busca(c) for c in (proposta.cargo, proposta.cargo_de_origem) if c]
        if any(chave_busca(v.cargo) in cargos for v in dela):
            iguais.append("cargo")
        return Parecido(
            servidor_id=servidor_id,
            nome=pessoa.nome,
            cpf=pessoa.cpf,
            nascimento=pessoa.nascimento,
            matriculas=tuple(v.matricula for v in dela if v.matricula),
            certo=bool(porque),
            iguais=tuple(iguais),
            diferentes=tuple(diferentes),
        )

    def _mesmo_nome(self, um: str, outro: str) -> bool:
        from rapidfuzz import fuzz

        return um == outro or fuzz.token_sort_ratio(um, outro) >= _MESMO_NOME or set(um.split()) <= set(outro.split())

    # ------------------------------------------------------------ registers

    def cargo(self, nome: str, simbolo: str | None) -> Achado | None:
        """Return the cargo of a name and a symbol."""
        achado = self._por_nome_de("cargo", nome, self.cargos)
        if achado is None:
            return None
        melhor, nota = achado
        mesmos = self._com_o_mesmo_nome(self.cargos, melhor)
        if simbolo:
            do_simbolo = [c for c in mesmos if c.simbolo and _simbolo(c.simbolo) == _simbolo(simbolo)]
            if not do_simbolo:
                qual = f"no registro o símbolo é {melhor.simbolo}" if melhor.simbolo else "no registro não há símbolo"
                return Achado(id=melhor.id, nome=melhor.nome, duvida=f"O texto diz símbolo {simbolo}, e {qual}.")
            mesmos = do_simbolo
        duvida = "" if nota >= 100 else f"O cargo “{nome}” foi entendido como “{melhor.nome}”."
        if len(mesmos) > 1:
            duvida = f"Há {len(mesmos)} cargos com o nome “{melhor.nome}”: confira qual é."
        return Achado(id=mesmos[0].id, nome=mesmos[0].nome, duvida=duvida)

    def unidade(self, nomes: Sequence[str], secretaria: str | None) -> Achado | None:
        """Return the smallest unit that the words name, inside the órgão that they name."""
        unidades = self.unidades
        if secretaria:
            orgao = self._por_nome_de("orgao", secretaria, self.orgaos)
            do_orgao = [u for u in unidades if orgao is not None and u.orgao_id == orgao[0].id]
            unidades = do_orgao or unidades
        for nome in nomes:
            achado = self._por_nome_de(f"unidade{secretaria or ''}", nome, unidades)
            if achado is not None:
                melhor, nota = achado
                iguais = self._com_o_mesmo_nome(unidades, melhor)
                duvida = "" if nota >= 100 else f"A unidade “{nome}” foi entendida como “{melhor.nome}”."
                if len(iguais) > 1:
                    duvida = f"Há {len(iguais)} unidades com o nome “{melhor.nome}”: confira qual é."
                return Achado(id=melhor.id, nome=melhor.nome, duvida=duvida)
        return None

    def autoridade(self, papel: Papel) -> int | None:
        """Return the one authority who signs, by name or by office; None when the register does not say."""
        signatario, oficio = chave_busca(papel.signatario or ""), chave_busca(papel.autoridade or "")
        dia = papel.data or papel.publicacao
        no_dia = [
            a
            for a in self.autoridades
            if dia is None or ((a.desde is None or a.desde <= dia) and (a.ate is None or dia <= a.ate))
        ]
        por_nome = [a for a in no_dia if signatario and self._chave(a.nome) == signatario]
        por_oficio = [a for a in no_dia if oficio and self._chave(a.cargo) == oficio]
        achadas = por_nome or ([] if signatario and len(por_oficio) > 1 else por_oficio)
        return achadas[0].id if len(achadas) == 1 else None

    def candidato(self, proposta: Proposta) -> tuple[Any, str] | None:
        """Return the classified candidate that a nomeação names, with what is doubtful; None when there is none."""
        numero = _numero_do_edital(proposta.edital or "")
        if numero is None or not proposta.nome:
            return None
        concursos = tuple(c.id for c in self.concursos if _numero_do_edital(c.edital) == numero)
        if not concursos:
            return None
        if concursos[0] not in self._candidatos:
            self._candidatos[concursos[0]] = consultas.candidatos(self.conexao, concursos)
        chave = chave_busca(proposta.nome)
        com_o_nome = [c for c in self._candidatos[concursos[0]] if c.nome_busca == chave]
        if not com_o_nome:
            return None
        certos = [c for c in com_o_nome if c.classificacao == proposta.classificacao]
        if proposta.cota is not None and len(certos or com_o_nome) > 1:
            from ..estatuto.reservas import modalidade_de

            certos = [c for c in certos or com_o_nome if modalidade_de(c.modalidade) == proposta.cota] or certos
        escolhido = (certos or com_o_nome)[0]
        if proposta.classificacao is not None and escolhido.classificacao != proposta.classificacao:
            return escolhido, (
                f"O texto diz {proposta.classificacao}º lugar, e na lista {escolhido.nome} está em "
                f"{escolhido.classificacao}º."
            )
        if len(certos or com_o_nome) > 1:
            return escolhido, f"{escolhido.nome} está em mais de uma lista do concurso: confira qual é."
        return escolhido, ""

    def _chave(self, nome: str) -> str:
        """Return a name of a register as names are compared; there are few, and each is compared many times."""
        chave = self._chaves.get(nome)
        if chave is None:
            chave = self._chaves[nome] = chave_busca(nome)
        return chave

    def _com_o_mesmo_nome(self, linhas: Sequence[Any], uma: Any) -> list[Any]:
        return [linha for linha in linhas if self._chave(linha.nome) == self._chave(uma.nome)]

    def _por_nome_de(self, especie: str, nome: str, linhas: Sequence[Any]) -> tuple[Any, float] | None:
        """Return the record with this name, else the nearest one, with the likeness; None when none is near."""
        from rapidfuzz import fuzz, process

        lembrado = (especie, nome)
        if lembrado not in self._perto:
            chave = chave_busca(nome)
            chaves = {numero: self._chave(linha.nome) for numero, linha in enumerate(linhas)}
            exato = next((n for n, c in chaves.items() if c == chave), None)
            if exato is not None:
                self._perto[lembrado] = (linhas[exato], 100.0)
            else:
                achado = process.extractOne(chave, chaves, scorer=fuzz.token_sort_ratio, score_cutoff=_PERTO)
                self._perto[lembrado] = None if achado is None else (linhas[achado[2]], min(achado[1], 99.0))
        return self._perto[lembrado]


def _simbolo(texto: str) -> str:
    return formato_do_simbolo.compactar(texto)


def _cpf_confere(lido: str, cpf: str) -> bool:
    """Tell whether what the text shows of a CPF agrees with one: ``***.982.247-**`` hides the ends."""
    visivel = re.sub(r"[^\d*]", "", lido)
    numero = formato_do_cpf.compactar(cpf)
    return len(visivel) == len(numero) and all(a in ("*", b) for a, b in zip(visivel, numero, strict=True))


def _numero_do_edital(texto: str) -> tuple[int, int] | None:
    """Return (number, year) of an edital as people write it: “Edital nº 02/2024”, “SAEB/02/2024”."""
    achado = re.search(r"(\d{1,4})\s*/\s*(\d{4}|\d{2})(?!\d)", texto)
    if achado is None:
        return None
    ano = int(achado.group(2))
    return int(achado.group(1)), ano + 2000 if ano < 100 else ano

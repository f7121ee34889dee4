"""Cargos, units, órgãos and authorities as a spreadsheet names them: found by name, sigla, símbolo or number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..estatuto import dispositivos as d
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import chave_busca
from ..registro.conexao import Conexao
from ..registro.consultas import cadastros as consultas
from .frases import enumerar
from .importacao_celulas import quis_dizer


@dataclass(slots=True, kw_only=True)
class Quadro:
    """The registers that rows refer to, read once; what a row creates is added to them."""

    cargos: list[Any]
    unidades: list[Any]
    orgaos: list[Any]
    autoridades: list[Any]
    _cargos: dict[str, list[Any]] = field(default_factory=dict)
    _unidades: dict[str, list[Any]] = field(default_factory=dict)
    _orgaos: dict[str, list[Any]] = field(default_factory=dict)
    _achados: dict[tuple[str, ...], Any] = field(default_factory=dict)

    @classmethod
    def ler(cls, conexao: Conexao) -> Quadro:
        """Read the registers."""
        quadro = cls(
            cargos=consultas.cargos(conexao),
            unidades=consultas.unidades(conexao),
            orgaos=consultas.orgaos(conexao),
            autoridades=consultas.autoridades(conexao),
        )
        for cargo in quadro.cargos:
            nomes = (cargo.nome, cargo.simbolo, f"{cargo.nome} {cargo.simbolo}", f"{cargo.nome} {cargo.especialidade}")
            _indexar(quadro._cargos, cargo, nomes)
        for unidade in quadro.unidades:
            _indexar(quadro._unidades, unidade, (unidade.nome, unidade.sigla))
        for orgao in quadro.orgaos:
            _indexar(quadro._orgaos, orgao, (orgao.nome, orgao.sigla))
        return quadro

    def cargo(self, escrito: str, simbolo: str = "", especialidade: str = "") -> Any:
        """Return the cargo of a name (or símbolo, or number); ErroDominio when there is none, or more than one."""
        return self._uma_vez(("cargo", escrito, simbolo, especialidade), self._cargo, escrito, simbolo, especialidade)

    def unidade(self, escrito: str, orgao: str = "") -> Any:
        """Return the unit of a name or sigla, in an órgão when it is told; ErroDominio as `cargo`."""
        return self._uma_vez(("unidade", escrito, orgao), self._unidade, escrito, orgao)

    def orgao(self, escrito: str) -> Any:
        """Return the órgão of a name or sigla; ErroDominio as `cargo`."""
        achados = self._orgaos.get(chave_busca(escrito), [])
        return _um_so(achados, "órgão", escrito, [o.nome for o in self.orgaos])

    def autoridade(self, escrito: str) -> Any:
        """Return the entry of the register of authorities with a name; ErroDominio as `cargo`."""
        achados = [a for a in self.autoridades if chave_busca(a.nome) == chave_busca(escrito)]
        return _um_so(achados, "autoridade", escrito, [a.nome for a in self.autoridades], o="a")

    def _uma_vez(self, chave: tuple[str, ...], procurar: Any, *argumentos: str) -> Any:
        """Return what a search gives, or its refusal again: a file names a cargo thousands of times."""
        if chave not in self._achados:
            try:
                self._achados[chave] = procurar(*argumentos)
            except ErroDominio as erro:
                self._achados[chave] = erro
        achado = self._achados[chave]
        if isinstance(achado, ErroDominio):
            raise ErroDominio(achado.mensagem, dispositivo=achado.dispositivo)
        return achado

    def _cargo(self, escrito: str, simbolo: str, especialidade: str) -> Any:
        if escrito.isdigit():
            achados = [c for c in self.cargos if c.id == int(escrito)]
        else:
            achados = list({c.id: c for c in self._cargos.get(chave_busca(escrito), [])}.values())
        achados = _estreitar(achados, "simbolo", simbolo)
        achados = _estreitar(achados, "especialidade", especialidade)
        if len(achados) > 1:
            vivos = [c for c in achados if c.extinto_em is None]
            puros = [c for c in achados if not c.simbolo and not c.especialidade]
            achados = vivos if len(vivos) == 1 else puros if len(puros) == 1 else achados
        if len(achados) > 1:
            quais = enumerar([f"{c.simbolo or c.especialidade or 'sem símbolo'} (nº {c.id})" for c in achados[:6]])
            raise ErroDominio(
                f"Há {len(achados)} cargos com o nome “{escrito}”: {quais}. Indique também o símbolo ou a "
                "especialidade.",
                dispositivo=d.ART_3,
            )
        nomes = [f"{c.nome} {c.simbolo}".strip() for c in self.cargos]
        return _um_so(achados, "cargo", f"{escrito} {simbolo}".strip(), nomes, dispositivo=d.ART_3)

    def _unidade(self, escrito: str, orgao: str) -> Any:
        achados = [u for u in self.unidades if escrito.isdigit() and u.id == int(escrito)]
        achados = achados or list({u.id: u for u in self._unidades.get(chave_busca(escrito), [])}.values())
        if orgao:
            dono = self.orgao(orgao)
            achados = [u for u in achados if u.orgao_id == dono.id]
        if len(achados) > 1:
            quais = enumerar([f"{u.orgao} (nº {u.id})" for u in achados[:6]])
            raise ErroDominio(f"Há {len(achados)} unidades com o nome “{escrito}”: {quais}. Indique também o órgão.")
        return _um_so(achados, "unidade", escrito, [u.nome for u in self.unidades], o="a")


def _indexar(indice: dict[str, list[Any]], linha: Any, nomes: Iterable[str]) -> None:
    for nome in nomes:
        chave = chave_busca(nome)
        if chave and linha not in (lugar := indice.setdefault(chave, [])):
            lugar.append(linha)


def _estreitar(achados: list[Any], campo: str, escrito: str) -> list[Any]:
    if not escrito:
        return achados
    return [linha for linha in achados if chave_busca(getattr(linha, campo)) == chave_busca(escrito)]


def _um_so(
    achados: list[Any], tipo: str, escrito: str, nomes: list[str], *, o: str = "o", dispositivo: str = ""
) -> Any:
    if len(achados) == 1:
        return achados[0]
    if achados:
        raise ErroDominio(f"Há {len(achados)} registros de {tipo} com o nome “{escrito}”; indique o número.")
    sugestao = quis_dizer(escrito, nomes)
    raise ErroDominio(
        f"Não há {tipo} “{escrito}” no registro.{sugestao or f' Cadastre-{o} antes, ou corrija o nome.'}",
        dispositivo=dispositivo,
    )

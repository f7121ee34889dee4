"""Órgãos, unidades and autoridades: create and edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos import matricula as formato_matricula
from ...estatuto.tipos import AreaVaga
from ...servicos import cadastros
from ...servicos.tipos import Autoridade, Orgao, Unidade
from ..casa import Casa
from ..componentes.combo import Opcao
from ..operacoes import Mudanca
from .cadastros_base import DialogoCadastro

PODERES = ("Executivo", "Legislativo", "Judiciário")

INCISOS = ("I", "II", "III", "IV", "V", "VI")


def inciso_por_extenso(inciso: str) -> str:
    """Return the citation of an inciso of art. 18, empty when there is none."""
    return f"art. 18, inciso {inciso}" if inciso else ""


def opcoes_de_orgaos(orgaos: Sequence[Orgao], *, nenhum: str = "") -> list[Opcao]:
    """Return the órgãos as choices; ``nenhum`` is the words of the empty one."""
    vazia = [Opcao(valor=None, rotulo=nenhum)] if nenhum else []
    return vazia + [Opcao(valor=o.id, rotulo=o.nome, detalhe=o.sigla) for o in orgaos]


def opcoes_de_unidades(unidades: Sequence[Unidade], *, nenhuma: str = "") -> list[Opcao]:
    """Return the unidades as choices; ``nenhuma`` is the words of the empty one."""
    vazia = [Opcao(valor=None, rotulo=nenhuma)] if nenhuma else []
    return vazia + [Opcao(valor=u.id, rotulo=u.nome, detalhe=u.sigla or u.orgao) for u in unidades]


def opcoes_de_areas(vazia: str) -> list[Opcao]:
    """Return the areas of the LRF's exception; ``vazia`` is the words of the empty one."""
    return [Opcao(valor="", rotulo=vazia), *(Opcao(valor=a.value, rotulo=a.rotulo) for a in AreaVaga)]


class DialogoOrgao(DialogoCadastro[Orgao]):
    """An órgão."""

    def __init__(
        self, casa: Casa, orgao: Orgao | None = None, *, orgaos: Sequence[Orgao] = (), pai: QWidget | None = None
    ) -> None:
        super().__init__(casa, "Editar órgão" if orgao else "Novo órgão", pai)
        self._original = orgao
        atual = orgao or Orgao(nome="")
        self.texto("nome", "&Nome", atual.nome, obrigatorio=True, largo=True, dica="Secretaria da Administração")
        self.texto("sigla", "S&igla", atual.sigla, dica="SAEB", limite=20)
        self.texto("poder", "&Poder", atual.poder, obrigatorio=True, sugestoes=PODERES)
        self.data("desde", "Existe &desde", atual.desde)
        self.data("ate", "Existiu &até", atual.ate, ajuda="Em branco enquanto existe.")
        self.combo(
            "area", "Á&rea", opcoes_de_areas("Não informada"), atual.area,
            ajuda="Educação, saúde e segurança têm exceção acima do limite prudencial da LRF.",
        )  # fmt: skip
        outros = [o for o in orgaos if orgao is None or o.id != orgao.id]
        if outros:
            self.busca(
                "sucessor", "S&ucedido por", opcoes_de_orgaos(outros), atual.sucessor_id, largo=True,
                ajuda="O órgão que recebeu as competências, quando este deixou de existir.",
            )  # fmt: skip

    def verificar(self) -> None:
        self.ordem_das_datas("desde", "ate", "O fim é anterior ao início.")

    def construir(self) -> Orgao:
        base = self._original or Orgao(nome="")
        sucessor = self.valor("sucessor") if "sucessor" in self.formulario.chaves() else None
        return replace(
            base, nome=self.valor("nome"), sigla=self.valor("sigla"), poder=self.valor("poder"),
            desde=self.valor("desde"), ate=self.valor("ate"), sucessor_id=sucessor, area=self.valor("area") or "",
        )  # fmt: skip

    def gravacao(self, valor: Orgao) -> Callable[[], object]:
        ctx = self.casa.ctx
        return lambda: cadastros.salvar_orgao(ctx, orgao=valor)

    def mudanca(self, valor: Orgao) -> Mudanca:
        return Mudanca(cadastros=frozenset({"orgaos"}))

    def dizer(self, valor: Orgao) -> str:
        return f"Órgão salvo: {valor.nome}."


class DialogoUnidade(DialogoCadastro[Unidade]):
    """A unit; its município decides the calendar of the deadlines."""

    def __init__(
        self,
        casa: Casa,
        unidade: Unidade | None = None,
        *,
        orgaos: Sequence[Orgao],
        unidades: Sequence[Unidade] = (),
        municipios: Sequence[str] = (),
        pai: QWidget | None = None,
    ) -> None:
        super().__init__(casa, "Editar unidade" if unidade else "Nova unidade", pai)
        self._original = unidade
        primeiro = orgaos[0].id if len(orgaos) == 1 else None
        self.busca(
            "orgao", "Ór&gão", opcoes_de_orgaos(orgaos), unidade.orgao_id if unidade else primeiro,
            obrigatorio=True, largo=True,
        )  # fmt: skip
        self.texto("nome", "&Nome", unidade.nome if unidade else "", obrigatorio=True, largo=True)
        self.texto("sigla", "S&igla", unidade.sigla if unidade else "", limite=20)
        self.texto(
            "municipio", "&Município", unidade.municipio if unidade else "", obrigatorio=True, sugestoes=municipios,
            ajuda="Decide quais feriados municipais contam nos prazos.",
        )  # fmt: skip
        self.data("desde", "Existe &desde", unidade.desde if unidade else None)
        self.data("ate", "Existiu &até", unidade.ate if unidade else None, ajuda="Em branco enquanto existe.")
        self.combo(
            "area", "Á&rea", opcoes_de_areas("A do órgão"), unidade.area if unidade else "",
            ajuda="Só quando não é a do órgão (exceção do limite prudencial da LRF).",
        )  # fmt: skip
        outras = [u for u in unidades if unidade is None or u.id != unidade.id]
        if outras:
            self.busca(
                "sucessora", "S&ucedida por", opcoes_de_unidades(outras),
                unidade.sucessora_id if unidade else None, largo=True,
            )  # fmt: skip

    def verificar(self) -> None:
        self.ordem_das_datas("desde", "ate", "O fim é anterior ao início.")

    def construir(self) -> Unidade:
        sucessora = self.valor("sucessora") if "sucessora" in self.formulario.chaves() else None
        return Unidade(
            id=self._original.id if self._original else None, orgao_id=self.valor("orgao"), nome=self.valor("nome"),
            sigla=self.valor("sigla"), municipio=self.valor("municipio"), desde=self.valor("desde"),
            ate=self.valor("ate"), sucessora_id=sucessora, area=self.valor("area") or "",
        )  # fmt: skip

    def gravacao(self, valor: Unidade) -> Callable[[], object]:
        ctx = self.casa.ctx
        return lambda: cadastros.salvar_unidade(ctx, unidade=valor)

    def mudanca(self, valor: Unidade) -> Mudanca:
        # Another município is another calendar.
        return Mudanca(cadastros=frozenset({"unidades"}), prazos=True)

    def dizer(self, valor: Unidade) -> str:
        return f"Unidade salva: {valor.nome}."


class DialogoAutoridade(DialogoCadastro[Autoridade]):
    """Who issues acts and gives posse (arts. 9º and 18)."""

    def __init__(
        self,
        casa: Casa,
        autoridade: Autoridade | None = None,
        *,
        orgaos: Sequence[Orgao] = (),
        pai: QWidget | None = None,
    ) -> None:
        super().__init__(
            casa, "Editar autoridade" if autoridade else "Nova autoridade", pai,
            explicacao="O termo de posse traz o nome, o cargo e o inciso do art. 18 de quem dá a posse.",
        )  # fmt: skip
        self._original = autoridade
        atual = autoridade or Autoridade(nome="", cargo="")
        self.texto("nome", "&Nome", atual.nome, obrigatorio=True, largo=True)
        self.texto("cargo", "C&argo", atual.cargo, obrigatorio=True, dica="Secretário da Administração")
        self.texto("matricula", "&Matrícula", atual.matricula, dica="00.000.000", limite=16)
        incisos = [Opcao(valor="", rotulo="Não dá posse")]
        incisos += [Opcao(valor=i, rotulo=f"Art. 18, inciso {i}") for i in INCISOS]
        self.combo("inciso", "Competência para dar &posse", incisos, atual.inciso)
        self.combo("orgao", "Ór&gão", opcoes_de_orgaos(orgaos, nenhum="Todos os órgãos"), atual.orgao_id)
        self.texto(
            "delegacao", "Ato de &delegação", atual.delegacao, largo=True,
            dica="Portaria 12/2026, DOE de 05/01/2026", ajuda="Só quando pratica o ato por delegação.",
        )  # fmt: skip
        self.data("desde", "Competente d&esde", atual.desde)
        self.data("ate", "Compe&tente até", atual.ate, ajuda="Em branco enquanto durar.")

    def verificar(self) -> None:
        self.ordem_das_datas("desde", "ate", "O fim é anterior ao início.")
        if self.valor("matricula"):
            try:
                formato_matricula.validar(self.valor("matricula"))
            except ErroDominio as erro:
                self.formulario.erro("matricula", erro.mensagem)

    def construir(self) -> Autoridade:
        escrita = self.valor("matricula")
        return Autoridade(
            id=self._original.id if self._original else None, nome=self.valor("nome"), cargo=self.valor("cargo"),
            matricula=formato_matricula.validar(escrita) if escrita else "", inciso=self.valor("inciso"),
            delegacao=self.valor("delegacao"), orgao_id=self.valor("orgao"), desde=self.valor("desde"),
            ate=self.valor("ate"),
        )  # fmt: skip

    def gravacao(self, valor: Autoridade) -> Callable[[], object]:
        ctx = self.casa.ctx
        return lambda: cadastros.salvar_autoridade(ctx, autoridade=valor)

    def mudanca(self, valor: Autoridade) -> Mudanca:
        return Mudanca(cadastros=frozenset({"autoridades"}))

    def dizer(self, valor: Autoridade) -> str:
        return f"Autoridade salva: {valor.nome}."

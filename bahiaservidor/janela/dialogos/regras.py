"""Dialogs that change a number of the law, or a reading: what moves is listed before anything is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ...estatuto.erros import ErroDominio
from ...estatuto.formatos.datas import formatar_data
from ...servicos import leituras, parametros, reforma
from ...servicos.contexto import Contexto
from ...servicos.movimento import Progresso
from ...servicos.tipos import (
    Alternativa,
    JanelaEmUso,
    Leitura,
    Movimento,
    NovoValor,
    ParametroEmUso,
    Reforma,
    RegistroDeJanela,
    RegistroDeValor,
)
from ..casa import Casa
from ..componentes.combo import Opcao
from ..modelos.regras import LinhaParametro, valor_em_palavras
from ..operacoes import Mudanca
from .cadastros_base import FALTA, DialogoCadastro
from .movidos import DialogoComPrevia, Gravacao, Previsao, com_prazos, tela_baixa

MUDOU = Mudanca(prazos=True, cadastros=frozenset({"parametros"}))
_AJUDA_FUNDAMENTO = "Quem decidiu e onde: parecer, processo, circular."


# ------------------------------------------------------------------ a number of the law


class _Fonte:
    """Source fields that the value and the window share."""

    def __init__(self, dialogo: DialogoCadastro[RegistroDeValor] | DialogoCadastro[RegistroDeJanela]) -> None:
        self._dialogo = dialogo
        dialogo.texto(
            "citacao", "Disposi&tivo", obrigatorio=True, dica="Lei nº 14.000/2027, art. 1º", limite=200,
            ajuda="A lei e o artigo.",
        )  # fmt: skip
        dialogo.data("conferido_em", "Conferido &em", ajuda="Dia da leitura do texto.")
        dialogo.texto_longo("fundamento", "&Fundamento", obrigatorio=True, ajuda=_AJUDA_FUNDAMENTO)
        self.confirmado = QCheckBox("Li no te&xto da lei (sem isto, “a confirmar”)", dialogo)
        dialogo.corpo.addWidget(self.confirmado)
        # Helps that wrap make the form taller than it asks to be, and it must be given that height.
        dialogo.formulario.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def verificar(self) -> None:
        """Put errors below the fields."""
        dia, hoje = self._dialogo.valor("conferido_em"), self._dialogo.casa.hoje()
        if dia is not None and dia > hoje:
            self._dialogo.formulario.erro("conferido_em", "Este dia ainda não chegou.")
        elif dia is None and self.confirmado.isChecked():
            self._dialogo.formulario.erro("conferido_em", "Informe o dia em que o texto foi lido.")


class DialogoValor(DialogoComPrevia[RegistroDeValor]):
    """Another value for a number of the law, from a day on (C12); to list needs only value and day: the what-if."""

    def __init__(self, casa: Casa, em_uso: ParametroEmUso, pai: QWidget | None = None) -> None:
        self._em_uso = em_uso
        parametro = em_uso.parametro
        atual = parametro.em(casa.hoje())
        hoje = valor_em_palavras(atual.valor, parametro.unidade)
        if atual.valor is not None:
            hoje += f", desde {formatar_data(atual.desde)}"
        fonte = f" ({atual.citacao})" if atual.citacao else ""
        conta = f" Conta pela {parametro.referencia}." if parametro.referencia else ""
        move = (
            "" if em_uso.move
            else " Nenhum prazo depende dele: é consultado ao registrar atos, nos avisos e nos papéis."
        )  # fmt: skip
        super().__init__(
            casa, parametro.rotulo, pai,
            explicacao=f"Hoje: {hoje}{fonte}.{conta}{move} Veja o que mudaria e, se for o caso, registre. Fechar sem "
            "registrar não altera nada.",
        )  # fmt: skip
        unidade = "" if parametro.unidade == "texto" else f" ({parametro.unidade})"
        self.texto("valor", f"&Valor{unidade}", obrigatorio=True, ajuda=f"{em_uso.admite.capitalize()}.", limite=500)
        self.data("desde", "Vale &desde", obrigatorio=True, ajuda="Antes, vale o valor antigo.")
        self.fonte = _Fonte(self)
        self.corpo.removeWidget(self.movidos)
        self.corpo.addWidget(self.movidos, 1)
        for chave in ("valor", "desde"):
            self.formulario.campo(chave).textChanged.connect(self.voltar)  # type: ignore[attr-defined]

    def pergunta(self) -> NovoValor | None:
        desde, valor = self.valor("desde"), self.valor("valor")
        if desde is None or not valor:
            return None
        return NovoValor(chave=self._em_uso.parametro.chave, valor=valor, desde=desde)

    def conferir_pergunta(self) -> bool:
        campo = self.formulario.campo("desde")
        erro = campo.erro()  # type: ignore[attr-defined]
        if erro:
            self.formulario.erro("desde", erro)
        for chave in ("valor", "desde"):
            if self.valor(chave) in ("", None) and not (chave == "desde" and erro):
                self.formulario.erro(chave, FALTA)
        return not self.formulario.focar_erro()

    def verificar(self) -> None:
        self.fonte.verificar()

    def previsao(self) -> Previsao:
        novo = self.pergunta()
        assert novo is not None
        pedida = Reforma(valores=(novo,))
        return partial(_prever_reforma, self.casa.ctx, pedida, self.casa.hoje())

    def construir(self) -> RegistroDeValor:
        novo = self.pergunta()
        assert novo is not None
        return RegistroDeValor(
            chave=novo.chave, valor=novo.valor, desde=novo.desde, citacao=self.valor("citacao"),
            fundamento=self.valor("fundamento"), conferido_em=self.valor("conferido_em"),
            confirmado=self.fonte.confirmado.isChecked(),
        )  # fmt: skip

    def gravacao_longa(self, valor: RegistroDeValor) -> Gravacao:
        ctx, hoje = self.casa.ctx, self.casa.hoje()
        return lambda progresso: parametros.registrar(ctx, registro=valor, hoje=hoje, progresso=progresso)

    def mudanca(self, valor: RegistroDeValor) -> Mudanca:
        return MUDOU

    def acao_final(self, quantos: int) -> str:
        return com_prazos("&Registrar o valor", quantos)

    def dizer(self, valor: RegistroDeValor) -> str:
        return f"{self._em_uso.parametro.rotulo}: novo valor desde {formatar_data(valor.desde)}."


def _prever_reforma(ctx: Contexto, pedida: Reforma, hoje: date, progresso: Progresso, limite: int | None) -> Movimento:
    return reforma.prever(ctx, reforma=pedida, hoje=hoje, progresso=progresso, limite=limite)


class DialogoRetirada(DialogoComPrevia[str]):
    """Withdraws a value, or a window, entered here: what comes with the program counts again."""

    def __init__(self, casa: Casa, linha: LinhaParametro, pai: QWidget | None = None) -> None:
        self._linha = linha
        super().__init__(
            casa, "Retirar o valor registrado aqui", pai, colunas=1, automatica=True, perigo=True,
            explicacao=f"{linha.rotulo}: {linha.valor}, desde {formatar_data(linha.desde)}. Volta a valer o que veio "
            "com o programa, e os prazos abertos são recalculados. O registro continua no livro, como retirado.",
        )  # fmt: skip
        self.texto_longo("fundamento", "&Fundamento", obrigatorio=True, ajuda="Por que o valor deixa de valer.")
        self.comecar()

    def pergunta(self) -> object:
        return (self._linha.chave, self._linha.desde)

    def previsao(self) -> Previsao:
        ctx, hoje, chave, desde = self.casa.ctx, self.casa.hoje(), self._linha.chave, self._linha.desde
        return lambda progresso, limite: parametros.prever_retirada(
            ctx, chave=chave, desde=desde, hoje=hoje, progresso=progresso, limite=limite
        )

    def construir(self) -> str:
        return str(self.valor("fundamento"))

    def gravacao_longa(self, valor: str) -> Gravacao:
        ctx, hoje, chave, desde = self.casa.ctx, self.casa.hoje(), self._linha.chave, self._linha.desde
        return lambda progresso: parametros.retirar(
            ctx, chave=chave, desde=desde, fundamento=valor, hoje=hoje, progresso=progresso
        )

    def mudanca(self, valor: str) -> Mudanca:
        return MUDOU

    def acao_final(self, quantos: int) -> str:
        return com_prazos("&Retirar", quantos)

    def dizer(self, valor: str) -> str:
        return f"{self._linha.rotulo}: valor de {formatar_data(self._linha.desde)} retirado."


class DialogoJanela(DialogoCadastro[RegistroDeJanela]):
    """A window of N10: elections, end of mandate. It only warns, and moves no deadline."""

    def __init__(self, casa: Casa, em_uso: JanelaEmUso | None = None, pai: QWidget | None = None) -> None:
        super().__init__(
            casa, "Janela da lei eleitoral ou fiscal", pai, largura=700,
            explicacao="Período em que nomear, contratar ou aumentar despesa tem restrição. O programa avisa, com as "
            "exceções, e não recusa; nenhum prazo muda. O primeiro e o último dia contam.",
        )  # fmt: skip
        janela = em_uso.janela if em_uso is not None else None
        especies = [Opcao(valor=chave, rotulo=rotulo) for chave, rotulo in parametros.JANELAS.items()]
        self.combo("chave", "Espéc&ie", especies, janela.chave if janela else None, obrigatorio=True)
        self.texto("rotulo", "&Pleito ou mandato", janela.rotulo if janela else "", obrigatorio=True, limite=200,
                   dica="Eleições municipais de 2028")  # fmt: skip
        self.data("inicio", "Primeiro di&a", janela.inicio if janela else None, obrigatorio=True)
        self.data("fim", "Ú&ltimo dia", janela.fim if janela else None, obrigatorio=True)
        self.fonte = _Fonte(self)
        if janela is not None:
            self.formulario.campo("citacao").setText(janela.citacao)  # type: ignore[attr-defined]
        if tela_baixa(self):
            self.rolar_formulario(minimo=110)

    def verificar(self) -> None:
        self.ordem_das_datas("inicio", "fim", "O último dia é anterior ao primeiro.")
        self.fonte.verificar()

    def construir(self) -> RegistroDeJanela:
        return RegistroDeJanela(
            chave=self.valor("chave"), rotulo=self.valor("rotulo"), inicio=self.valor("inicio"), fim=self.valor("fim"),
            citacao=self.valor("citacao"), fundamento=self.valor("fundamento"),
            conferido_em=self.valor("conferido_em"), confirmado=self.fonte.confirmado.isChecked(),
        )  # fmt: skip

    def gravacao(self, valor: RegistroDeJanela) -> Callable[[], object]:
        ctx, hoje = self.casa.ctx, self.casa.hoje()
        return lambda: parametros.registrar_janela(ctx, janela=valor, hoje=hoje)

    def mudanca(self, valor: RegistroDeJanela) -> Mudanca:
        return replace(MUDOU, prazos=False)

    def dizer(self, valor: RegistroDeJanela) -> str:
        return f"Janela registrada: {valor.rotulo}."


# ------------------------------------------------------------------ a reading


class DialogoLeitura(DialogoComPrevia[str]):
    """Adopts another reading of the law: lists what moves, asks for the fundamento, confirms."""

    def __init__(self, casa: Casa, leitura: Leitura, alternativa: Alternativa, pai: QWidget | None = None) -> None:
        self._leitura, self._alternativa = leitura, alternativa
        super().__init__(
            casa, leitura.titulo, pai, colunas=1, automatica=True,
            explicacao=f"De “{leitura.em_uso.rotulo}” para “{alternativa.rotulo}” ({leitura.dispositivo}). "
            f"{alternativa.efeito}",
        )  # fmt: skip
        self.texto_longo("fundamento", "&Fundamento", obrigatorio=True, ajuda=_AJUDA_FUNDAMENTO)
        self.comecar()

    def pergunta(self) -> object:
        return (self._leitura.chave, self._alternativa.valor)

    def previsao(self) -> Previsao:
        ctx, hoje, chave, valor = self.casa.ctx, self.casa.hoje(), self._leitura.chave, self._alternativa.valor
        return lambda progresso, limite: leituras.prever(
            ctx, chave=chave, valor=valor, hoje=hoje, progresso=progresso, limite=limite
        )

    def construir(self) -> str:
        fundamento = str(self.valor("fundamento"))
        if not fundamento:
            raise ErroDominio("Falta o fundamento da leitura escolhida. Nada foi gravado.")
        return fundamento

    def gravacao_longa(self, valor: str) -> Gravacao:
        ctx, hoje, chave, escolhida = self.casa.ctx, self.casa.hoje(), self._leitura.chave, self._alternativa.valor
        return lambda progresso: leituras.escolher(
            ctx, chave=chave, valor=escolhida, fundamento=valor, hoje=hoje, progresso=progresso
        )

    def mudanca(self, valor: str) -> Mudanca:
        return MUDOU

    def acao_final(self, quantos: int) -> str:
        return com_prazos("&Adotar a leitura", quantos)

    def dizer(self, valor: str) -> str:
        return f"{self._leitura.titulo}: {self._alternativa.rotulo}."

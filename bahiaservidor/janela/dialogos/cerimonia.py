"""A ceremony of posse for many: who and when, one PDF with every termo, who came, and all confirmed at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ...estatuto.atos.posse import Posse
from ...estatuto.erros import ErroDominio
from ...estatuto.formatos.datas import formatar_data
from ...estatuto.tipos import EstadoPrazo, TipoPrazo
from ...servicos.tipos import FiltroPrazos, LinhaPrazo, Minuta, Registrado
from ..casa import Acao, Casa
from ..componentes.botao import TipoBotao, botao
from ..componentes.campo_busca import CampoBusca
from ..componentes.campo_data import CampoData
from ..componentes.dialogo import Dialogo, perguntar
from ..componentes.formulario import Formulario
from ..componentes.tabela import Tabela
from ..componentes.texto import Papel, reestilizar, texto
from ..componentes.vazio import EstadoVazio
from ..modelos.marcaveis import ModeloMarcavel, colunas_convocados, colunas_presenca
from ..operacoes import Mudanca
from ..tema import Tom
from .cerimonia_palavras import VerExercicio, faltas, mudanca, posses, prontos, termos
from .formulario_ato import FormularioAto
from .impressao import Pronto, emitir
from .listas import Listas, carregar

_PASSOS = ("1. Quem e quando", "2. Imprimir e assinar", "3. Quem veio")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Abertura:
    candidatos: tuple[LinhaPrazo, ...]
    minutas: tuple[Minuta, ...]
    listas: Listas


class DialogoCerimonia(Dialogo):
    """Three steps; one may stop after printing and come back to the third another day."""

    def __init__(self, casa: Casa, pai: QWidget | None = None) -> None:
        super().__init__("Cerimônia de posse", pai, largura=1080)
        self._casa = casa
        self._minutas: tuple[Minuta, ...] = ()
        self._abertas: tuple[Minuta, ...] = ()
        self.convocados: ModeloMarcavel[LinhaPrazo] = ModeloMarcavel(colunas_convocados(), pai=self)
        self.presencas: ModeloMarcavel[Minuta] = ModeloMarcavel(colunas_presenca(), pai=self)
        self._passos = [texto(passo, Papel.SUAVE) for passo in _PASSOS]
        trilho = QHBoxLayout()
        trilho.setSpacing(24)
        for rotulo in self._passos:
            trilho.addWidget(rotulo)
        trilho.addStretch(1)
        self._pilha = QStackedWidget()
        for pagina in (self._pagina_quem(), self._pagina_papeis(), self._pagina_presenca()):
            self._pilha.addWidget(pagina)
        self.corpo.addLayout(trilho)
        self.corpo.addWidget(self._pilha, 1)
        self.voltar = self.adicionar_botao("&Voltar", TipoBotao.DISCRETO, ao_clicar=self._voltar, esquerda=True)
        self.fechar = self.adicionar_botao("&Fechar")
        self.retomar = self.adicionar_botao("Já &imprimi: marcar quem veio", ao_clicar=self._retomar)
        self.avancar = self.adicionar_botao("", TipoBotao.PRIMARIO, ao_clicar=self._avancar)
        self.convocados.marcou.connect(self._rever)
        self.presencas.marcou.connect(self._rever)
        self.resize(1080, 720)
        self._ir(0)
        casa.executor.ler(self, self._abrir, sucesso=self._aberto, falha=self.aviso.mostrar_erro)

    # ------------------------------------------------------------ pages

    def _pagina_quem(self) -> QWidget:
        self.form = FormularioAto(Posse, hoje=self._casa.hoje, usuario=self._casa.ctx.usuario, sem=_INDIVIDUAIS,
                                  titulo="Dados comuns a todos")  # fmt: skip
        self.busca = CampoBusca("Filtrar por nome, cargo ou unidade")
        self.busca.buscou.connect(self._filtrar)
        self.tabela_quem = Tabela("cerimonia_quem", self._casa.preferencias)
        self.tabela_quem.setAccessibleName("Quem espera posse")
        self.tabela_quem.definir_modelo(self.convocados)
        self._ninguem = EstadoVazio(*_NINGUEM, icone="provimentos")
        self.tabela_quem.definir_vazio(self._ninguem)
        self.tabela_quem.aberta.connect(self.convocados.alternar)
        esquerda = QWidget()
        pilha = QVBoxLayout(esquerda)
        pilha.setContentsMargins(0, 0, 0, 0)
        pilha.setSpacing(8)
        linha = QHBoxLayout()
        linha.setSpacing(8)
        linha.addWidget(self.busca, 1)
        linha.addWidget(botao("Marcar &todos", TipoBotao.DISCRETO, ao_clicar=self._todos))
        linha.addWidget(botao("&Nenhum", TipoBotao.DISCRETO, ao_clicar=self._nenhum))
        pilha.addLayout(linha)
        pilha.addWidget(self.tabela_quem, 1)
        pilha.addWidget(texto("Espaço ou Enter marca e desmarca.", Papel.LEGENDA))
        rolagem = QScrollArea()
        rolagem.setWidgetResizable(True)
        rolagem.setFrameShape(QScrollArea.Shape.NoFrame)
        rolagem.setProperty("transparente", True)
        rolagem.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form.setProperty("transparente", True)
        rolagem.setWidget(self.form)
        rolagem.setMinimumWidth(340)
        divisor = QSplitter(Qt.Orientation.Horizontal)
        divisor.setChildrenCollapsible(False)
        divisor.addWidget(esquerda)
        divisor.addWidget(rolagem)
        divisor.setSizes([620, 400])
        return divisor

    def _pagina_papeis(self) -> QWidget:
        self._resumo = texto("", Papel.SECAO, quebra=True)
        self._lista_papeis = texto("", Papel.SUAVE, quebra=True)
        self.imprimir = botao(
            "&Imprimir todos os termos", TipoBotao.PRIMARIO, ao_clicar=self._imprimir, icone="imprimir"
        )
        pagina = QWidget()
        pilha = QVBoxLayout(pagina)
        pilha.setContentsMargins(0, 8, 0, 0)
        pilha.setSpacing(12)
        pilha.addWidget(self._resumo)
        pilha.addWidget(
            texto("Os termos saem em um só PDF, em duas vias cada, na ordem da lista. Depois da cerimônia, volte a "
                  "esta tela para marcar quem veio: até lá nada entra no livro.", quebra=True)
        )  # fmt: skip
        pilha.addWidget(self.imprimir, 0, Qt.AlignmentFlag.AlignLeft)
        pilha.addWidget(self._lista_papeis)
        pilha.addStretch(1)
        return pagina

    def _pagina_presenca(self) -> QWidget:
        self.data = CampoData(hoje=self._casa.hoje)
        self._form_data = Formulario(colunas=3)
        self._form_data.adicionar("data", "Data da &posse", self.data, obrigatorio=True)
        self.tabela_veio = Tabela("cerimonia_veio", self._casa.preferencias)
        self.tabela_veio.setAccessibleName("Quem veio à cerimônia")
        self.tabela_veio.definir_modelo(self.presencas)
        self.tabela_veio.definir_vazio(EstadoVazio("Nenhum termo emitido", "Prepare a cerimônia no primeiro passo."))
        self.tabela_veio.aberta.connect(self.presencas.alternar)
        pagina = QWidget()
        pilha = QVBoxLayout(pagina)
        pilha.setContentsMargins(0, 8, 0, 0)
        pilha.setSpacing(12)
        pilha.addWidget(
            texto("Marque quem assinou. O termo de quem não veio fica sem efeito e o número dele não se repete; "
                  "o prazo da posse continua correndo.", Papel.SUAVE, quebra=True)
        )  # fmt: skip
        pilha.addWidget(self._form_data)
        pilha.addWidget(self.tabela_veio, 1)
        self.data.textChanged.connect(self._rever)
        return pagina

    # ------------------------------------------------------------ reading

    def _abrir(self) -> _Abertura:
        from ...servicos import agenda, minutas

        ctx, hoje = self._casa.ctx, self._casa.hoje()
        ids = agenda.ids_prazos(ctx, filtro=FiltroPrazos(tipos=(TipoPrazo.POSSE,)), hoje=hoje, pendentes=True)
        return _Abertura(
            candidatos=agenda.linhas_prazos(ctx, ids=ids, hoje=hoje),
            minutas=minutas.listar(ctx, estados=("emitida", "enviada", "assinada"), tipo="posse"),
            listas=carregar(ctx, com_concursos=False),
        )

    def _aberto(self, abertura: _Abertura) -> None:
        self._abertas = tuple(sorted(abertura.minutas, key=lambda m: m.nome))
        self.form.definir_listas(abertura.listas)
        self.convocados.definir(abertura.candidatos)
        self._rever()
        self.busca.setFocus()

    # ------------------------------------------------------------ steps

    def _ir(self, passo: int) -> None:
        self._pilha.setCurrentIndex(passo)
        self.aviso.esconder()
        for numero, rotulo in enumerate(self._passos):
            rotulo.setProperty("papel", str(Papel.SECAO if numero == passo else Papel.SUAVE))
            reestilizar(rotulo)
        self.setAccessibleDescription(_PASSOS[passo])
        self._rever()

    @Slot()
    def _rever(self, *_: object) -> None:
        passo = self._pilha.currentIndex()
        self.voltar.setVisible(passo > 0)
        self.retomar.setVisible(passo == 0 and bool(self._abertas))
        self.retomar.setText(f"Já &imprimi: marcar quem veio ({len(self._abertas)})")
        if passo == 0:
            quantos = len(self.convocados.marcados())
            self.avancar.setText("&Preparar os termos" if not quantos else f"&Preparar {termos(quantos)}")
            self.avancar.setEnabled(quantos > 0)
            self._avisar_vencidos()
        elif passo == 1:
            self.avancar.setText("&Marcar quem veio")
            self.avancar.setEnabled(True)
        else:
            vieram, total = len(self.presencas.marcados()), len(self.presencas.linhas())
            faltaram = total - vieram
            palavras = f"&Confirmar {posses(vieram)}" + (f" e {faltas(faltaram)}" if faltaram else "")
            self.avancar.setText(palavras)
            self.avancar.setEnabled(total > 0 and self.data.data() is not None)
        self.avancar.setAccessibleName(self.avancar.text().replace("&", ""))

    def _avisar_vencidos(self) -> None:
        """Say before anything is printed that a posse out of its term will be refused, and so will the ceremony."""
        nomes = [p.nome for p in self.convocados.marcados() if p.estado is EstadoPrazo.VENCIDO]
        if nomes:
            quem = nomes[0] if len(nomes) == 1 else f"{nomes[0]} e mais {len(nomes) - 1}"
            self.aviso.definir(
                f"Prazo da posse vencido: {quem}. A lei recusa esta posse; só entra com ressalva, fora da cerimônia.",
                Tom.ATENCAO, dispositivo="art. 19, § 2º",
            )  # fmt: skip
        elif self.aviso.texto().startswith("Prazo da posse vencido"):
            self.aviso.esconder()

    @Slot()
    def _voltar(self) -> None:
        self._ir(0)

    @Slot()
    def _retomar(self) -> None:
        self._minutas = self._abertas
        self._preparar_presenca()

    @Slot()
    def _avancar(self) -> None:
        passo = self._pilha.currentIndex()
        if passo == 0:
            self._preparar()
        elif passo == 1:
            self._preparar_presenca()
        else:
            self._perguntar()

    def _preparar_presenca(self) -> None:
        self.presencas.definir(self._minutas)
        datas = {str(m.conteudo.get("data") or "") for m in self._minutas}
        unica = datas.pop() if len(datas) == 1 else ""
        self.data.definir(date.fromisoformat(unica) if unica else None)
        self._ir(2)
        self.tabela_veio.setFocus()
        self.tabela_veio.ir_para(0)

    # ------------------------------------------------------------ step 1: prepare

    def _preparar(self) -> None:
        escolhidos = self.convocados.marcados()
        vazios = [rotulo for _, rotulo in self.form.faltas()]
        if vazios or self.form.erros():
            self.aviso.definir(f"Falta preencher ou corrigir: {', '.join(vazios) or 'a data'}.", Tom.ATENCAO)
            self.form.mostrar_erros()
            self.form.focar()
            return
        casa, valores = self._casa, self.form.valores()
        vinculos = [linha.vinculo_id for linha in escolhidos]

        def gravar() -> tuple[Minuta, ...]:
            from ...servicos import minutas

            return minutas.preparar_cerimonia(casa.ctx, vinculos=vinculos, conteudo=valores, hoje=casa.hoje())

        self.avancar.setEnabled(False)
        casa.executor.gravar(
            self, gravar, sucesso=self._preparou, falha=self._falhou, mudou=Mudanca(minutas=True),
            aguarde="Preparando os termos",
        )  # fmt: skip

    def _preparou(self, preparadas: Sequence[Minuta]) -> None:
        self._minutas = self._abertas = tuple(preparadas)
        self._resumo.setText(f"{termos(len(preparadas)).capitalize()} {prontos(len(preparadas))}.")
        nomes = [f"{m.numero}   {m.nome}" for m in preparadas[:30]]
        if len(preparadas) > 30:
            nomes.append(f"e mais {len(preparadas) - 30}")
        self._lista_papeis.setText("\n".join(nomes))
        self._ir(1)
        self.imprimir.setFocus()

    # ------------------------------------------------------------ step 2: print

    @Slot()
    def _imprimir(self) -> None:
        casa, ids = self._casa, [m.id for m in self._minutas]

        def montar(progresso: Any, cancelado: Any) -> Pronto:
            from ...servicos import papeis

            return emitir(
                casa,
                papeis.termos_posse(
                    casa.ctx, minuta_ids=ids, hoje=casa.hoje(), progresso=progresso, cancelado=cancelado
                ),
            )

        def mostrar(papel: Pronto) -> None:
            casa.abrir_previa(titulo=papel.titulo, pdf=papel.pdf, nome_arquivo=papel.nome_arquivo)

        casa.executor.longa(
            self, montar, titulo="Montando os termos", sucesso=mostrar, falha=self._falhou, escreve=True,
            mudou=Mudanca(documentos=True),
        )  # fmt: skip

    # ------------------------------------------------------------ step 3: confirm

    def _perguntar(self) -> None:
        vieram, total = len(self.presencas.marcados()), len(self.presencas.linhas())
        dia = self.data.data()
        if dia is None:
            self._form_data.erro("data", self.data.erro() or "Informe a data da posse.")
            return
        explicacao = f"{posses(vieram).capitalize()} em {formatar_data(dia)} entram no livro de uma vez."
        if vieram == 1:
            explicacao = f"1 posse em {formatar_data(dia)} entra no livro."
        if not vieram:
            explicacao = "Nenhuma posse entra no livro."
        if total > vieram:
            explicacao += f" {termos(total - vieram).capitalize()} de quem não veio: sem efeito."
        perguntar(self, "Confirmar a cerimônia?", explicacao, confirmar="&Confirmar", ao_confirmar=self._confirmar)

    def _confirmar(self) -> None:
        dia, casa = self.data.data(), self._casa
        if dia is None:
            return
        marcados = {m.id for m in self.presencas.marcados()}
        presencas = [(m.id, m.id in marcados) for m in self.presencas.linhas()]

        def gravar() -> tuple[Registrado, ...]:
            from ...servicos import minutas

            return minutas.confirmar_cerimonia(casa.ctx, presencas=presencas, data=dia, hoje=casa.hoje())

        self.avancar.setEnabled(False)
        casa.executor.gravar(
            self, gravar, sucesso=self._confirmou, falha=self._falhou, mudou=mudanca, aguarde="Confirmando as posses"
        )

    def _confirmou(self, registrados: Sequence[Registrado]) -> None:
        acao = Acao(texto="Ver quem espera exercício", ao_acionar=VerExercicio(self._casa))
        feito = "1 posse registrada." if len(registrados) == 1 else f"{len(registrados)} posses registradas."
        self._casa.mensagem(feito if registrados else "Cerimônia encerrada sem posses.", acao if registrados else None)
        self.accept()

    def _falhou(self, erro: ErroDominio) -> None:
        self.aviso.mostrar_erro(erro)
        passo_aviso = self.aviso.texto()
        self._rever()
        self.aviso.setVisible(bool(passo_aviso))

    # ------------------------------------------------------------ choosing

    @Slot(str)
    def _filtrar(self, escrito: str) -> None:
        self.convocados.filtrar(escrito)
        self._ninguem.definir(*(_NINGUEM_ASSIM if escrito else _NINGUEM))

    @Slot()
    def _todos(self) -> None:
        self.convocados.marcar_visiveis(True)

    @Slot()
    def _nenhum(self) -> None:
        self.convocados.marcar_visiveis(False)


_NINGUEM = ("Ninguém espera posse", "Quem foi nomeado aparece aqui.")
_NINGUEM_ASSIM = ("Ninguém com essas palavras", "Apague o filtro (Esc) para ver todos os que esperam posse.")
_INDIVIDUAIS = frozenset(
    {"laudo_numero", "laudo_data", "declaracao_bens_data", "outro_cargo", "por_procuracao", "procurador", "procuracao",
     "itens"}
)  # fmt: skip
"""Fields that differ from person to person: each minuta takes its own, opened from Provimentos."""

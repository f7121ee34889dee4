"""Who may do what: every use case asks, there is no other way in, and each role gets what the table says."""

from __future__ import annotations

import ast
import importlib
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import bahiaservidor
from bahiaservidor.servicos import (
    abertura,
    acervo,
    acompanhamento,
    anexos,
    assinaturas,
    cadastros,
    contradicoes,
    dados_pessoais,
    dias,
    emendas,
    esocial,
    exportacao_listas,
    importacao,
    minutas,
    modelos_documento,
    papeis_catalogo,
    permissoes,
    pessoas,
    processos,
    provimento,
    segunda_pessoa,
    unificacao,
    verificacao,
)
from bahiaservidor.servicos.permissoes import (
    NINGUEM,
    PERMISSOES_DO_PAPEL,
    ErroDePermissao,
    EscritaSemPermissao,
    Papel,
    Permissao,
    exige,
    trabalho_do_programa,
)
from bahiaservidor.servicos.tipos import FiltroServidores

from .apoio_permissoes import com_usuario, como, exigencias, funcoes, sessao
from .cenario import HOJE, Cenario, cenario

SEM_PERGUNTAR = {
    "copias_restauro._assinar": "a registry that nobody has open yet, for `restaurar`, which asks",
    "demonstracao.transacao": "writes for `preencher`, which asks",
    "entrada_usuarios.anotar": "the trail of who was denied: `sem_pedir`",
    "usuarios.apagar_segundo_fator": "who administers asked, or gave the password of the account",
    "acessos.gravar": "the trail of what was seen: `sem_pedir`",
    "acessos.saiu": "the same, of what left",
    "acessos._recolher": "the same, of an earlier run",
    "dados_pessoais_pacote._escrever": "`exportar` asked",
    "importacao._importar": "`importar` asked",
    "auditoria._selar": "`selar` asks, and `selar_ao_fechar` is for everybody",
    "cifragem._converter": "`cifrar` and `decifrar` asked",
    "simulacao._simular": "a registry of its own, in memory: `trabalho_do_programa`",
    "simulacao_cenario.montar_cenario": "the same",
    "segunda_pessoa.concluir": "ends the transaction of the use case that asked",
}
"""Functions that write without asking, each with its reason."""

POR_SI = {
    "entrada_usuarios._autenticar": "nobody has entered yet",
    "entrada_usuarios._deixar": "nobody is there any more",
    "entrada_usuarios.rever": "who was there may be nobody now",
    "usuarios.exige_entrada": "asked before anybody enters",
    "usuarios.minutos_ocioso": "asked while the screen is locked",
    "usuarios.receber_do_acervo": "at the first opening of what was restored",
    "quarentena.atualizar": "at opening and closing",
    "auditoria.selar_ao_fechar": "at closing, with the screen locked too",
    "lugar_registro.anotar_que_assumiu": "at the opening that takes the place of somebody, before anybody enters",
}
"""What is done for whoever is there, or for nobody, with the reason."""

DO_PROGRAMA = {"abertura.abrir", "copias._do_programa", "demonstracao.preencher", "simulacao.simular_caso"}
"""Where the program works by itself, for nobody."""

SO_LEEM_E_ENTREGAM = {"Papel", "SaidaAgenda", "LoteEmitido", "SegundaVia", "DadosDoTitular"}
"""What a function hands over that is printed or leaves the registry."""


@pytest.fixture(scope="module")
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


# ------------------------------------------------------------------ nothing is forgotten


def test_tudo_o_que_grava_pergunta_se_pode() -> None:
    mudas = {f"{f.modulo}.{f.nome}" for f in funcoes() if f.escreve and not f.decoradores & {"exige", "por_si"}}
    assert mudas - set(SEM_PERGUNTAR) - {"contexto.__init__"} == set()
    assert set(SEM_PERGUNTAR) - {"segunda_pessoa.concluir"} <= mudas


def test_o_que_sai_do_registro_pergunta_se_pode() -> None:
    """A public function that takes the context and returns a paper or a file asks for a permission."""
    mudas = {
        f"{f.modulo}.{f.nome}"
        for f in funcoes()
        if f.toma_ctx and not f.nome.startswith("_") and f.devolve in SO_LEEM_E_ENTREGAM and not f.decoradores
    }
    assert mudas == set()


def test_janela_e_comandos_so_chamam_o_que_pergunta_ou_so_le() -> None:
    """What they call by name either asks, or opens no transaction that writes."""
    raiz = Path(bahiaservidor.__file__).parent
    que_gravam = {(f.modulo, f.nome) for f in funcoes() if f.escreve and not f.decoradores & {"exige", "por_si"}}
    chamadas = set()
    for arquivo in (*(raiz / "janela").rglob("*.py"), *(raiz / "cli").rglob("*.py")):
        escrito = arquivo.read_text(encoding="utf-8")
        chamadas |= set(re.findall(r"\b(\w+)\.(\w+)\b", escrito))
        assert ".escrita(" not in escrito, arquivo
    assert ("provimento", "registrar") in chamadas
    assert chamadas & que_gravam == set()


def test_o_trabalho_do_programa_tem_nome() -> None:
    usam = {
        f"{f.modulo}.{f.nome}"
        for f in funcoes()
        if any(isinstance(n, ast.Name) and n.id == "trabalho_do_programa" for n in ast.walk(f.no))
    }
    assert usam - {"permissoes.trabalho_do_programa"} == DO_PROGRAMA
    assert {f"{f.modulo}.{f.nome}" for f in funcoes() if "por_si" in f.decoradores} == set(POR_SI)


def test_cada_permissao_e_pedida_por_alguem() -> None:
    pedidas = frozenset[Permissao]().union(*exigencias().values())
    dentro = {Permissao.VER_CPF, Permissao.VER_SAUDE, Permissao.REGISTRAR_ATO_GRAVE, Permissao.HOMOLOGAR}
    de_outros = {
        Permissao.VER_TRILHA, Permissao.COPIAR, Permissao.RESTAURAR, Permissao.EXPURGAR,
        Permissao.ADMINISTRAR_USUARIOS,
    }  # fmt: skip
    assert set(Permissao) - pedidas - dentro - de_outros == set()


# ------------------------------------------------------------------ the table


@pytest.mark.parametrize("papel", Papel)
def test_o_papel_faz_o_que_a_tabela_diz(c: Cenario, papel: Papel) -> None:
    """Every decorated use case, before it does anything: refused without one of its permissions, and only then."""
    tem = PERMISSOES_DO_PAPEL[papel]
    casos = exigencias()
    assert len(casos) > 120
    with como(c.ctx, sessao(papel)):
        for nome, pede in casos.items():
            modulo, _, funcao = nome.partition(".")
            caso = getattr(importlib.import_module(f"bahiaservidor.servicos.{modulo}"), funcao)
            if pede <= tem:
                # Allowed: what stops it is what it was called with.
                with pytest.raises(TypeError):
                    caso(c.ctx, argumento_que_nao_existe=1)
            else:
                with pytest.raises(ErroDePermissao) as recusa:
                    caso(c.ctx, argumento_que_nao_existe=1)
                assert recusa.value.permissao in pede - tem


def test_quem_consulta_nao_muda_nada_e_quem_administra_nao_registra() -> None:
    consulta, administrador = PERMISSOES_DO_PAPEL[Papel.CONSULTA], PERMISSOES_DO_PAPEL[Papel.ADMINISTRADOR]
    assert consulta == {Permissao.CONSULTAR, Permissao.VERIFICAR}
    assert not {Permissao.REGISTRAR_ATO, Permissao.HOMOLOGAR} & administrador
    assert not any(Permissao.VER_SAUDE in PERMISSOES_DO_PAPEL[p] for p in Papel if p is not Papel.HOMOLOGADOR)


# ------------------------------------------------------------------ nobody, and the way around


def test_ninguem_nao_le_nem_grava(c: Cenario) -> None:
    with como(c.ctx, NINGUEM):
        with pytest.raises(ErroDePermissao, match="Ninguém entrou"), c.ctx.banco.leitura():
            pass
        with pytest.raises(ErroDePermissao), c.ctx.banco.escrita():
            pass
        with pytest.raises(ErroDePermissao):
            pessoas.contar_servidores(c.ctx, filtro=FiltroServidores(), hoje=HOJE)


def test_quem_entrou_com_senha_nao_grava_fora_de_um_caso_de_uso(c: Cenario) -> None:
    with como(c.ctx, sessao(Papel.HOMOLOGADOR)):
        with pytest.raises(EscritaSemPermissao), c.ctx.banco.escrita():
            pass
        with c.ctx.banco.leitura() as conexao:
            assert conexao.exec_driver_sql("SELECT 1").scalar() == 1


def test_quem_comecou_assina_ate_o_fim_mesmo_que_a_tela_se_bloqueie(c: Cenario) -> None:
    @exige(Permissao.CADASTRAR)
    def demorado(ctx: Any) -> str:
        ctx.entrar(NINGUEM)
        with ctx.banco.escrita() as conexao:
            return str(ctx.operacao(conexao, "teste").usuario)

    antes = c.ctx.sessao
    c.ctx.entrar(sessao())
    try:
        assert demorado(c.ctx) == "operador.silva"
        assert c.ctx.sessao is NINGUEM
    finally:
        c.ctx.entrar(antes)


def test_o_caso_de_uso_de_uma_thread_nao_vale_para_outra(c: Cenario) -> None:
    falhas: list[BaseException] = []

    def por_fora() -> None:
        try:
            with c.ctx.banco.escrita():
                pass
        except BaseException as erro:
            falhas.append(erro)

    with como(c.ctx, sessao()), permissoes.caso_de_uso(c.ctx, Permissao.CADASTRAR):
        outra = threading.Thread(target=por_fora)
        outra.start()
        outra.join()
    assert [type(f) for f in falhas] == [EscritaSemPermissao]


def test_um_gerador_nao_pode_ser_caso_de_uso() -> None:
    with pytest.raises(TypeError, match="generator"):

        @exige(Permissao.CONSULTAR)
        def preguicoso(ctx: Any) -> Iterator[int]:
            yield 1


def test_o_programa_trabalha_antes_de_alguem_entrar(c: Cenario) -> None:
    with como(c.ctx, NINGUEM), trabalho_do_programa(c.ctx), c.ctx.banco.escrita() as conexao:
        assert c.ctx.operacao(conexao, "abertura").usuario == "programa"


def test_a_negativa_e_avisada_depois_de_desfeito_o_que_estava_aberto(c: Cenario) -> None:
    negadas: list[tuple[Permissao, bool]] = []
    c.ctx.ao_negar = lambda permissao: negadas.append((permissao, c.ctx._guardado.ocupado))
    try:
        with como(c.ctx, sessao(Papel.CONSULTA)):
            with pytest.raises(ErroDePermissao):
                cadastros.salvar_cargo(c.ctx, cargo=None)  # type: ignore[arg-type]
            with pytest.raises(ErroDePermissao), c.ctx.banco.leitura():
                c.ctx.exigir(Permissao.CADASTRAR)
    finally:
        c.ctx.ao_negar = None
    assert negadas == [(Permissao.CADASTRAR, False)] * 2


def test_perguntar_nao_custa_nada_que_se_note(c: Cenario) -> None:
    """Ten thousand questions in less than a tenth of a second: a screen asks some tens."""
    guardar = c.ctx._guardar
    with permissoes.caso_de_uso(c.ctx, Permissao.CADASTRAR):
        inicio = time.perf_counter()
        for _ in range(10_000):
            guardar(True)
        assert time.perf_counter() - inicio < 0.5


# ------------------------------------------------------------------ a real denial of each permission


NEGADOS: dict[Permissao, Any] = {
    Permissao.CONSULTAR: lambda ctx: pessoas.ficha(ctx, servidor_id=1, hoje=HOJE),
    Permissao.EXPORTAR: lambda ctx: exportacao_listas.exportar(ctx, lista=None, formato=None, hoje=HOJE),  # type: ignore[arg-type,call-arg]
    Permissao.VER_CPF: lambda ctx: esocial.ocorrencias(ctx, inicio=HOJE, fim=HOJE),
    Permissao.PREPARAR_MINUTA: lambda ctx: minutas.anular(ctx, minuta_id=1, motivo="x"),
    Permissao.CADASTRAR: lambda ctx: pessoas.atribuir_matricula(ctx, vinculo_id=1, matricula="1"),
    Permissao.IMPORTAR: lambda ctx: importacao.conferir(ctx, None, HOJE),  # type: ignore[arg-type]
    Permissao.EMITIR_DOCUMENTO: lambda ctx: papeis_catalogo.documento(ctx, especie="x", hoje=HOJE),
    Permissao.UNIFICAR: lambda ctx: unificacao.fundir(ctx, manter=1, duplicado=2, motivo="x", hoje=HOJE),
    Permissao.ANEXAR: lambda ctx: anexos.retirar(ctx, anexo_id=1, razao="x"),
    Permissao.CONFIGURAR: lambda ctx: segunda_pessoa.escolher(ctx, especies=()),
    Permissao.VERIFICAR: verificacao.verificar,
    Permissao.REGISTRAR_ATO: lambda ctx: minutas.confirmar(ctx, minuta_id=1, conteudo=None, hoje=HOJE),
    Permissao.CORRIGIR_ATO: lambda ctx: emendas.desfazer(ctx, motivo="x", ato_id=1, hoje=HOJE),
    Permissao.ACOMPANHAR_PRAZO: lambda ctx: acompanhamento.gravar(ctx, mudanca=None),  # type: ignore[call-arg]
    Permissao.ALTERAR_REGRAS: lambda ctx: dias.revogar_dia(ctx, dia_id=1, hoje=HOJE),  # type: ignore[call-arg]
    Permissao.TRATAR_CONTRADICAO: lambda ctx: contradicoes.dar_ciencia(ctx, ids=(1,), nota="x", hoje=HOJE),
    Permissao.ASSINAR: lambda ctx: assinaturas.assinar(ctx, documento_id=1),  # type: ignore[call-arg]
    Permissao.MONTAR_PROCESSO: lambda ctx: processos.montar(ctx, vinculo_id=1),  # type: ignore[call-arg]
    Permissao.ALTERAR_MODELOS: lambda ctx: modelos_documento.restaurar(ctx, nome="x"),
    Permissao.ENTREGAR_DADOS: lambda ctx: dados_pessoais.reunir(ctx, servidor_id=1),
    Permissao.EXPORTAR_ACERVO: lambda ctx: acervo.exportar(ctx, destino=Path("x")),
}


@pytest.mark.parametrize("permissao", NEGADOS, ids=lambda p: p.name)
def test_sem_a_permissao_nada_se_faz_e_a_frase_diz_qual_falta(c: Cenario, permissao: Permissao) -> None:
    todas = tuple(p for p in Permissao if p is not permissao)
    antes = c.contar("trilha"), c.contar("ato")
    with como(c.ctx, sessao(sem=(permissao,), com=todas)), pytest.raises(ErroDePermissao) as recusa:
        NEGADOS[permissao](c.ctx)
    assert recusa.value.permissao is permissao
    assert f"“operador.silva” (papel: operador) não tem permissão para {permissao}" in recusa.value.mensagem
    assert (c.contar("trilha"), c.contar("ato")) == antes


def test_o_ato_de_alto_valor_pede_mais_do_que_registrar(c: Cenario) -> None:
    nomeado = c.nomear(0)
    pedido = c.pedido(
        "tornar_sem_efeito",
        servidor=nomeado.servidor_id,
        publicacao="2026-03-02",
        fundamento="outro",
        texto="Desistência escrita",
    )
    antes = c.contar("ato")
    with como(c.ctx, sessao(Papel.OPERADOR)), pytest.raises(ErroDePermissao) as recusa:
        provimento.registrar(c.ctx, pedido=pedido, hoje=c.hoje)
    assert recusa.value.permissao is Permissao.REGISTRAR_ATO_GRAVE
    assert c.contar("ato") == antes


def test_registro_com_usuarios_abre_sem_ninguem(tmp_path: Path) -> None:
    arquivo = tmp_path / "r.sqlite3"
    with cenario() as m:
        ctx = abertura.abrir(arquivo, relogio=m.relogio, usuario="maria")
        assert ctx.pode(Permissao.CONSULTAR)
        com_usuario(ctx)
        abertura.fechar(ctx)
        ctx = abertura.abrir(arquivo, relogio=m.relogio, usuario="maria")
        try:
            assert ctx.sessao is NINGUEM
            with pytest.raises(ErroDePermissao):
                abertura.informacao(ctx)
        finally:
            abertura.fechar(ctx)

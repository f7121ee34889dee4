"""Health, disability and CPF: hidden in every reading, paper and file from who may not see them; days stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.formatos import cpf
from bahiaservidor.estatuto.tipos import MotivoAfastamento
from bahiaservidor.registro import configuracao
from bahiaservidor.servicos import (
    abertura,
    agenda,
    anexos,
    emendas,
    esocial,
    estagio,
    minutas,
    papeis_catalogo,
    papeis_emissao,
    pessoas,
    protecao,
    provimento,
)
from bahiaservidor.servicos.permissoes import ErroDePermissao, Papel, Permissao, Sessao
from bahiaservidor.servicos.tipos import FiltroPrazos, FiltroServidores

from .apoio_papeis import HOJE, JACIRA, ausente, em_estagio
from .apoio_permissoes import como, sessao
from .cenario import Cenario, cenario

SEM_SAUDE = sessao(Papel.OPERADOR)
COM_TUDO = sessao(Papel.HOMOLOGADOR)
SEM_CPF = sessao(Papel.HOMOLOGADOR, sem=(Permissao.VER_CPF,))
SAUDE = MotivoAfastamento.LICENCA_SAUDE.rotulo
LAUDO = "4.321/2026"
NUMERO = JACIRA.cpf or ""


class ComJacira(Cenario):
    """Jacira, in estágio, with a leave for her health and another that is not."""

    def __init__(self) -> None:
        super().__init__(hoje=HOJE)
        self.jacira = em_estagio(self)
        ausente(self, self.jacira, "2026-05-04", "2026-06-02", "licenca_saude")
        ausente(self, self.jacira, "2026-07-06", "2026-07-15", "ferias")


@pytest.fixture(scope="module")
def c() -> Iterator[ComJacira]:
    montado = ComJacira()
    yield montado
    abertura.fechar(montado.ctx)


def tudo(valor: Any) -> str:
    return repr(valor)


def leituras(c: ComJacira) -> dict[str, Any]:
    """Return what each reading says of Jacira."""
    ctx, id_ = c.ctx, c.jacira.servidor_id
    prazos = agenda.ids_prazos(ctx, filtro=FiltroPrazos(), hoje=HOJE)
    vinculos = pessoas.ids_servidores(ctx, filtro=FiltroServidores(), hoje=HOJE)
    return {
        "ficha": pessoas.ficha(ctx, servidor_id=id_, hoje=HOJE),
        "prazos": agenda.linhas_prazos(ctx, ids=prazos, hoje=HOJE),
        "por_que": [agenda.por_que(ctx, prazo_id=p, hoje=HOJE) for p in prazos],
        "busca": pessoas.buscar(ctx, texto="jacira", hoje=HOJE),
        "lista": pessoas.linhas_servidores(ctx, ids=vinculos, hoje=HOJE),
        "estagio": estagio.detalhe(ctx, vinculo_id=c.jacira.vinculo_id, hoje=HOJE),
        "pessoa": pessoas.pessoa(ctx, servidor_id=id_),
    }


# ------------------------------------------------------------------ health


def test_quem_pode_ve_e_quem_nao_pode_le_dado_protegido(c: ComJacira) -> None:
    with como(c.ctx, COM_TUDO):
        inteiras = leituras(c)
    with como(c.ctx, SEM_SAUDE):
        veladas = leituras(c)
    assert SAUDE in tudo(inteiras["ficha"])
    assert SAUDE in tudo(inteiras["estagio"])
    contada = next(a for a in veladas["estagio"].contadores.ausencias if a.rotulo == protecao.AUSENCIA_PROTEGIDA)
    assert (contada.inicio, contada.artigo_efetivo, contada.artigo_avaliado) == (date(2026, 5, 4), "", "")
    for nome, lida in veladas.items():
        assert SAUDE.lower() not in tudo(lida).lower(), nome
    assert protecao.AUSENCIA_PROTEGIDA in tudo(veladas["ficha"].periodos)
    assert MotivoAfastamento.FERIAS.rotulo in tudo(veladas["ficha"].periodos)


def test_as_datas_de_que_os_prazos_precisam_ficam(c: ComJacira) -> None:
    with como(c.ctx, COM_TUDO):
        inteira = leituras(c)
    with como(c.ctx, SEM_SAUDE):
        velada = leituras(c)
    assert [(p.inicio, p.fim) for p in velada["ficha"].periodos] == [
        (p.inicio, p.fim) for p in inteira["ficha"].periodos
    ]
    assert [p.vence for p in velada["prazos"]] == [p.vence for p in inteira["prazos"]]


def test_o_historico_diz_que_permissao_mostra_o_campo(c: ComJacira) -> None:
    with cenario() as m:
        nomeado = m.nomear(0)
        m.registrar(
            "posse", servidor=nomeado.servidor_id, data="2026-02-10", laudo_numero=LAUDO, laudo_data="2026-02-05"
        )
        with como(m.ctx, COM_TUDO):
            assert LAUDO in tudo(pessoas.ficha(m.ctx, servidor_id=nomeado.servidor_id, hoje=m.hoje))
        with como(m.ctx, SEM_SAUDE):
            ficha = pessoas.ficha(m.ctx, servidor_id=nomeado.servidor_id, hoje=m.hoje)
    campos = dict(next(e for e in ficha.historico if e.tipo == "posse").campos)
    assert LAUDO not in tudo(ficha)
    assert campos["Número do laudo"] == protecao.SIGILO
    assert "permissão: ver dados de saúde e de deficiência" in protecao.SIGILO


def test_o_ato_de_saude_nao_se_abre_para_corrigir_sem_ver(c: ComJacira) -> None:
    ficha = pessoas.ficha(c.ctx, servidor_id=c.jacira.servidor_id, hoje=HOJE)
    saude, ferias = [e.ato_id for e in sorted(ficha.historico, key=lambda e: e.ato_id) if e.tipo == "afastamento"]
    with como(c.ctx, SEM_SAUDE):
        assert emendas.conteudo_atual(c.ctx, ato_id=ferias).conteudo["motivo"] == "ferias"
        with pytest.raises(ErroDePermissao) as recusa:
            emendas.conteudo_atual(c.ctx, ato_id=saude)
    assert recusa.value.permissao is Permissao.VER_SAUDE


def test_a_minuta_de_saude_nao_se_abre_sem_ver(c: ComJacira) -> None:
    quem = c.jacira.servidor_id
    pedido = c.pedido("afastamento", servidor=quem, inicio="2026-12-01", fim="2026-12-10", motivo="doenca_familia")
    minuta = minutas.preparar(c.ctx, pedido=pedido, hoje=HOJE)
    with como(c.ctx, SEM_SAUDE):
        with pytest.raises(ErroDePermissao):
            minutas.pedido_da_minuta(c.ctx, minuta_id=minuta.id)
        assert "doenca_familia" not in tudo(minutas.listar(c.ctx))
        assert "doenca_familia" not in tudo(leituras(c)["ficha"])
    with como(c.ctx, COM_TUDO):
        assert minutas.pedido_da_minuta(c.ctx, minuta_id=minuta.id).conteudo["motivo"] == "doenca_familia"


def emitir(c: ComJacira, especie: str, **como_: Any) -> Any:
    quem = c.jacira
    papel = papeis_catalogo.documento(
        c.ctx, especie=especie, vinculo_id=quem.vinculo_id, servidor_id=quem.servidor_id, hoje=HOJE, **como_
    )
    return papeis_emissao.emitir(c.ctx, papel=papel)


def test_o_papel_com_saude_nao_se_faz_nem_se_le_sem_ver(c: ComJacira) -> None:
    with como(c.ctx, COM_TUDO):
        com, sem = emitir(c, "ficha_funcional", com_sigilo=True), emitir(c, "ficha_funcional")
    antes = c.contar("documento_emitido")
    with como(c.ctx, SEM_SAUDE):
        with pytest.raises(ErroDePermissao):
            emitir(c, "ficha_funcional", com_sigilo=True)
        with pytest.raises(ErroDePermissao, match="mostra dados de saúde") as recusa:
            papeis_emissao.bytes_de(c.ctx, documento_id=com.id)
        assert papeis_emissao.bytes_de(c.ctx, documento_id=sem.id).startswith(b"%PDF")
        assert emitir(c, "ficha_funcional").id
    assert recusa.value.permissao is Permissao.VER_SAUDE
    assert c.contar("documento_emitido") >= antes


def test_o_laudo_anexado_so_se_abre_por_quem_pode(c: ComJacira) -> None:
    quem = c.jacira
    imagem = _png()
    laudo = anexos.anexar(c.ctx, dados=imagem, nome="laudo.png", servidor_id=quem.servidor_id, peca="laudo").anexo
    outro = anexos.anexar(c.ctx, dados=_png(2), nome="rg.png", servidor_id=quem.servidor_id, peca="rg").anexo
    with como(c.ctx, SEM_SAUDE):
        assert anexos.bytes_de(c.ctx, anexo_id=outro.id)
        with pytest.raises(ErroDePermissao):
            anexos.bytes_de(c.ctx, anexo_id=laudo.id)
    with como(c.ctx, COM_TUDO):
        assert anexos.bytes_de(c.ctx, anexo_id=laudo.id)


def _png(tons: int = 1) -> bytes:
    from io import BytesIO

    from PIL import Image

    saida = BytesIO()
    Image.new("L", (40 * tons, 40), 200).save(saida, "PNG")
    return saida.getvalue()


# ------------------------------------------------------------------ CPF


def test_o_cpf_se_mascara_em_listas_busca_e_ficha_e_ainda_se_acha(c: ComJacira) -> None:
    inteiro = cpf.formatar(NUMERO)
    with como(c.ctx, SEM_CPF):
        for nome, lida in leituras(c).items():
            assert NUMERO not in tudo(lida), nome
            assert inteiro not in tudo(lida), nome
        achada = pessoas.localizar(c.ctx, chave=inteiro)
        assert achada.cpf == "***.982.247-**"
        assert pessoas.buscar(c.ctx, texto=inteiro, hoje=HOJE)[0].titulo == JACIRA.nome
    with como(c.ctx, COM_TUDO):
        assert NUMERO in tudo(leituras(c)["lista"])


def test_pelo_comeco_do_cpf_so_acha_quem_o_pode_ver(c: ComJacira) -> None:
    """Digit by digit, a search that answers would tell the whole number."""
    com_matricula = pessoas.ids_servidores(c.ctx, filtro=FiltroServidores(texto="9222"), hoje=HOJE)
    assert com_matricula
    for texto in ("529", "529982", "5299822472", "jacira 529"):
        filtro = FiltroServidores(texto=texto)
        with como(c.ctx, COM_TUDO):
            assert pessoas.ids_servidores(c.ctx, filtro=filtro, hoje=HOJE)
            assert pessoas.buscar(c.ctx, texto=texto, hoje=HOJE)
        with como(c.ctx, SEM_CPF):
            assert not pessoas.ids_servidores(c.ctx, filtro=filtro, hoje=HOJE)
            assert not pessoas.buscar(c.ctx, texto=texto, hoje=HOJE)
    with como(c.ctx, SEM_CPF):
        assert pessoas.ids_servidores(c.ctx, filtro=FiltroServidores(texto=NUMERO), hoje=HOJE)
        assert pessoas.ids_servidores(c.ctx, filtro=FiltroServidores(texto="9222"), hoje=HOJE) == com_matricula


def test_quem_edita_sem_ver_o_cpf_nao_o_perde(c: ComJacira) -> None:
    from dataclasses import replace

    id_ = c.jacira.servidor_id
    with como(c.ctx, SEM_CPF):
        dados = pessoas.pessoa(c.ctx, servidor_id=id_)
        assert dados.cpf == "***.982.247-**"
        pessoas.atualizar_pessoa(c.ctx, servidor_id=id_, dados=replace(dados, rg="09.999.999-99"))
        with pytest.raises(ErroDominio):
            pessoas.atualizar_pessoa(c.ctx, servidor_id=id_, dados=replace(dados, cpf="***.111.111-**"))
    assert pessoas.pessoa(c.ctx, servidor_id=id_).cpf == NUMERO
    assert pessoas.pessoa(c.ctx, servidor_id=id_).rg == "09.999.999-99"


def test_a_configuracao_mascara_nas_listas_para_todos_e_nao_na_ficha(c: ComJacira) -> None:
    protecao.mascarar_nas_listas(c.ctx, sim=True)
    try:
        with como(c.ctx, COM_TUDO):
            lidas = leituras(c)
        assert NUMERO not in tudo(lidas["lista"])
        assert NUMERO in tudo(lidas["ficha"])
        with c.ctx.banco.leitura() as conexao:
            assert configuracao.ler(conexao, configuracao.MASCARAR_CPF) == "sim"
    finally:
        protecao.mascarar_nas_listas(c.ctx, sim=False)
    with como(c.ctx, COM_TUDO):
        assert NUMERO in tudo(leituras(c)["lista"])


def test_a_lista_exportada_honra_a_mascara_e_o_esocial_e_recusado(c: ComJacira) -> None:
    with como(c.ctx, SEM_CPF), pytest.raises(ErroDePermissao, match="ver o CPF inteiro"):
        esocial.ocorrencias(c.ctx, inicio=date(2026, 1, 1), fim=HOJE)
    with como(c.ctx, COM_TUDO):
        assert esocial.ocorrencias(c.ctx, inicio=date(2026, 1, 1), fim=HOJE)


def test_o_papel_que_a_lei_quer_com_cpf_o_tem(c: ComJacira) -> None:
    from tests.documentos.amostras import ler

    with como(c.ctx, SEM_CPF):
        emitido = emitir(c, "certidao_tempo")
        assert cpf.formatar(NUMERO) in " ".join(ler(papeis_emissao.bytes_de(c.ctx, documento_id=emitido.id)))


# ------------------------------------------------------------------ however deep


def test_proteger_alcanca_qualquer_valor_e_nao_toca_em_quem_pode(c: ComJacira) -> None:
    fundo = {"a": [("x", f"de {SAUDE.lower()} em 04/05/2026")], "b": ("11144477735", "111.444.777-35", "12345678901")}
    with como(c.ctx, COM_TUDO):
        assert protecao.proteger(c.ctx, fundo) is fundo
    ninguem_ve = Sessao(usuario="x", usuario_id=9, permissoes=frozenset({Permissao.CONSULTAR}))
    with como(c.ctx, ninguem_ve):
        assert protecao.proteger(c.ctx, fundo) == {
            "a": [("x", f"de {protecao.AUSENCIA_PROTEGIDA} em 04/05/2026")],
            "b": ("***.444.777-**", "***.444.777-**", "12345678901"),
        }


def test_analisar_um_ato_nao_conta_o_que_o_registro_guarda(c: ComJacira) -> None:
    quem = c.jacira.servidor_id
    pedido = c.pedido("afastamento", servidor=quem, inicio="2026-05-10", fim="2026-05-12", motivo="ferias")
    with como(c.ctx, SEM_SAUDE):
        assert SAUDE not in tudo(provimento.analisar(c.ctx, pedido=pedido, hoje=HOJE))


def test_a_mascara_do_cpf_e_uma_so() -> None:
    assert cpf.mascarar("52998224725") == cpf.mascarar("529.982.247-25") == cpf.mascarar("***.982.247-**")
    assert cpf.formatar("***982247**") == "***.982.247-**"
    assert not cpf.valido("***.982.247-**")
    assert cpf.mascarar("sem número") == "***.***.***-**"

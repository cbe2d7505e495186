package dev.webauth.impl.rig;

import static io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator.defaultValidator;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.ats.jta.TransactionManager;
import com.arjuna.ats.jta.UserTransaction;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.Duration;

/** Narayana and connection pools that enlist in it. */
final class TestTransactions {

    private static final int POOL = 16;
    private static final TransactionSynchronizationRegistry REGISTRY = start();

    private TestTransactions() {}

    private static TransactionSynchronizationRegistry start() {
        try {
            arjPropertyManager.getCoreEnvironmentBean().setNodeIdentifier("test");
        } catch (CoreEnvironmentBeanException e) {
            throw new IllegalStateException(e);
        }
        for (String store : new String[] {null, "communicationStore", "stateStore"}) {
            BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
                    .setObjectStoreDir("target/narayana");
        }
        TransactionSynchronizationRegistry registry = new TransactionSynchronizationRegistryImple();
        TestNaming.bind("java:comp/UserTransaction", UserTransaction.userTransaction());
        TestNaming.bind("java:comp/TransactionSynchronizationRegistry", registry);
        TestNaming.bind("java:/TransactionManager", TransactionManager.transactionManager());
        return registry;
    }

    static AgroalDataSource pool(String url, String user) {
        AgroalDataSourceConfigurationSupplier pool =
                new AgroalDataSourceConfigurationSupplier()
                        .connectionPoolConfiguration(
                                settings ->
                                        settings.maxSize(POOL)
                                                .acquisitionTimeout(Duration.ofSeconds(20))
                                                .validateOnBorrow(true)
                                                .connectionValidator(defaultValidator())
                                                .transactionIntegration(
                                                        new NarayanaTransactionIntegration(
                                                                TransactionManager
                                                                        .transactionManager(),
                                                                REGISTRY))
                                                .connectionFactoryConfiguration(
                                                        factory ->
                                                                factory.jdbcUrl(url)
                                                                        .principal(
                                                                                new NamePrincipal(
                                                                                        user))
                                                                        .credential(
                                                                                new SimplePassword(
                                                                                        "postgres"))));
        try {
            return AgroalDataSource.from(pool);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

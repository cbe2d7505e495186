package dev.webauth.it.bench;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.mindrot.jbcrypt.BCrypt;

/** The same routes, as somebody would write them by hand who leaves out what is hard. */
@Path("")
public class HandResource {

    static final String USER = "user";

    private static DataSource dataSource;

    @GET
    @Path("session")
    public Response session(@Context HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Object user = session == null ? null : session.getAttribute(USER);
        return user == null ? Response.status(401).build() : Response.ok("" + user).build();
    }

    @GET
    @Path("guarded")
    public String guarded() {
        return "ok";
    }

    @GET
    @Path("key")
    public Response key(@HeaderParam("X-API-Key") String key)
            throws SQLException, NoSuchAlgorithmException, NamingException {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        try (Connection connection = dataSource().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "select id from webauth_user where api_key = ?")) {
            statement.setString(1, HexFormat.of().formatHex(digest));
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Response.ok("" + row.getLong(1)).build()
                        : Response.status(403).build();
            }
        }
    }

    @POST
    @Path("login")
    public Response login(
            @Context HttpServletRequest request,
            @FormParam("email") String email,
            @FormParam("password") String password)
            throws SQLException, NamingException {
        try (Connection connection = dataSource().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "select id, password from webauth_user where email = ?")) {
            statement.setString(1, email);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next() || !BCrypt.checkpw(password, row.getString(2))) {
                    return Response.status(403).build();
                }
                request.getSession(true).setAttribute(USER, row.getLong(1));
                request.changeSessionId();
                return Response.ok("in").build();
            }
        }
    }

    private static DataSource dataSource() throws NamingException {
        if (dataSource == null) {
            String name = ConfigProvider.getConfig().getValue("webauth.datasource", String.class);
            dataSource = (DataSource) new InitialContext().lookup(name);
        }
        return dataSource;
    }
}
